//! Everything an import can write, row by row, to compare before with after.
use crate::access::Robot;
use crate::sql;

/// Every row of the tables that imports write, as text.
pub async fn contents(robot: &Robot) -> Vec<String> {
    let statements = [
        sql!("SELECT id || '|' || name FROM boards ORDER BY id"),
        sql!("SELECT id || '|' || board_id || '|' || name || '|' || place || '|' || brin FROM schools ORDER BY id"),
        sql!(
            "SELECT id || '|' || school_id || '|' || label || '|' || starts_on || '|' || ends_on FROM school_years ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || import_key || '|' || name || '|' || description || '|' || year_group || '|' || starts_on || '|' || ends_on FROM school_groups ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || COALESCE(import_key, '') || '|' || call_name || '|' || infix || '|' || last_name || '|' || COALESCE(email, '') || '|' || phone || '|' || language FROM persons ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || import_key || '|' || call_name || '|' || infix || '|' || last_name || '|' || first_names || '|' || initials || '|' || gender || '|' || COALESCE(birth_date, '') || '|' || year_group || '|' || starts_on || '|' || ends_on FROM pupils ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || pupil_id || '|' || group_id || '|' || starts_on || '|' || ends_on FROM memberships ORDER BY id"
        ),
        sql!("SELECT id || '|' || label FROM households ORDER BY id"),
        sql!(
            "SELECT id || '|' || pupil_id || '|' || person_id || '|' || household_id || '|' || status || '|' || CASE WHEN authority THEN 'yes' ELSE 'no' END || '|' || ends_on FROM guardianships ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || person_id || '|' || role || '|' || status || '|' || starts_on || '|' || ends_on FROM roles ORDER BY id"
        ),
        sql!(
            "SELECT id || '|' || person_id || '|' || group_id || '|' || starts_on || '|' || ends_on FROM teaching ORDER BY id"
        ),
    ];
    let mut rows = Vec::new();
    for statement in statements {
        let of_table: Vec<(String,)> = robot.db().query(statement).all().await.expect("the rows of a table");
        rows.extend(of_table.into_iter().map(|(row,)| row));
    }
    rows
}
