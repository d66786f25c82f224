//! Who did what when, written in the transaction of the deed. Ids and codes only: never words, never an address, never a secret.
use super::{PersonId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

/// So long it can be looked up.
const KEPT_FOR: i64 = 366 * Moment::DAY;

/// What is worth remembering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    SignedIn,
    /// The first wrong try of a quarter of an hour.
    SignInFailed,
    /// So many wrong tries that the next ones have to wait.
    GuessingStopped,
    SignedOut,
    DeviceRevoked,
    PasswordSet,
    /// Somebody else of the school signs in with the address now.
    AccountEnded,
    /// The account of another school is this person, too.
    AccountLinked,
    SchoolImported,
    GuardiansImported,
    ImportUndone,
    GuardianBlocked,
    BlockLifted,
    GuardianConfirmed,
    RoleConfirmed,
    PersonErased,
    ModuleOpened,
    ModuleClosed,
    SchoolDescribed,
    ListExported,
    /// How somebody is reached was put right by hand.
    ContactChanged,
    /// What files say of that counts again.
    ContactLetGo,
    /// A child was put into another group by hand.
    ChildMoved,
    /// What files say of that counts again.
    PlaceLetGo,
    RoleGiven,
    RoleEnded,
    /// Somebody who is in no file was written down.
    PersonAdded,
    WorkGroupBegun,
    WorkGroupJoined,
    WorkGroupLeft,
    WorkGroupEnded,
    /// Somebody of the board came into the school for a day.
    BoardCame,
    /// So many people got a letter or a mail with a code.
    Invited,
    /// Somebody opened their own account with their code.
    Joined,
    FamilyProtected,
    FamilyUnprotected,
}

impl Done {
    const ALL: [Done; 36] = [
        Done::SignedIn,
        Done::SignInFailed,
        Done::GuessingStopped,
        Done::SignedOut,
        Done::DeviceRevoked,
        Done::PasswordSet,
        Done::AccountEnded,
        Done::AccountLinked,
        Done::SchoolImported,
        Done::GuardiansImported,
        Done::ImportUndone,
        Done::GuardianBlocked,
        Done::BlockLifted,
        Done::GuardianConfirmed,
        Done::RoleConfirmed,
        Done::PersonErased,
        Done::ModuleOpened,
        Done::ModuleClosed,
        Done::SchoolDescribed,
        Done::ListExported,
        Done::ContactChanged,
        Done::ContactLetGo,
        Done::ChildMoved,
        Done::PlaceLetGo,
        Done::RoleGiven,
        Done::RoleEnded,
        Done::PersonAdded,
        Done::WorkGroupBegun,
        Done::WorkGroupJoined,
        Done::WorkGroupLeft,
        Done::WorkGroupEnded,
        Done::BoardCame,
        Done::Invited,
        Done::Joined,
        Done::FamilyProtected,
        Done::FamilyUnprotected,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Done::SignedIn => "signed_in",
            Done::SignInFailed => "sign_in_failed",
            Done::GuessingStopped => "guessing_stopped",
            Done::SignedOut => "signed_out",
            Done::DeviceRevoked => "device_revoked",
            Done::PasswordSet => "password_set",
            Done::AccountEnded => "account_ended",
            Done::AccountLinked => "account_linked",
            Done::SchoolImported => "school_imported",
            Done::GuardiansImported => "guardians_imported",
            Done::ImportUndone => "import_undone",
            Done::GuardianBlocked => "guardian_blocked",
            Done::BlockLifted => "block_lifted",
            Done::GuardianConfirmed => "guardian_confirmed",
            Done::RoleConfirmed => "role_confirmed",
            Done::PersonErased => "person_erased",
            Done::ModuleOpened => "module_opened",
            Done::ModuleClosed => "module_closed",
            Done::SchoolDescribed => "school_described",
            Done::ListExported => "list_exported",
            Done::ContactChanged => "contact_changed",
            Done::ContactLetGo => "contact_let_go",
            Done::ChildMoved => "child_moved",
            Done::PlaceLetGo => "place_let_go",
            Done::RoleGiven => "role_given",
            Done::RoleEnded => "role_ended",
            Done::PersonAdded => "person_added",
            Done::WorkGroupBegun => "work_group_begun",
            Done::WorkGroupJoined => "work_group_joined",
            Done::WorkGroupLeft => "work_group_left",
            Done::WorkGroupEnded => "work_group_ended",
            Done::BoardCame => "board_came",
            Done::Invited => "invited",
            Done::Joined => "joined",
            Done::FamilyProtected => "family_protected",
            Done::FamilyUnprotected => "family_unprotected",
        }
    }

    /// A deed of a later version is none.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.code() == code)
    }
}

/// Who did it, at which school, when. Without a person: a command.
#[derive(Debug, Clone)]
pub struct By {
    pub school: SchoolId,
    pub person: Option<PersonId>,
    pub at: Moment,
}

/// Writes it down.
pub async fn note(tx: &mut Tx, by: &By, done: Done, about: &str) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO audit (id, school_id, person_id, deed, about_id, done_at) VALUES ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(ids::fresh(by.at))
    .bind(&by.school)
    .bind(by.person.as_ref().map(|person| person.0.clone()).unwrap_or_default())
    .bind(done.code())
    .bind(about)
    .bind(by.at)
    .run()
    .await?;
    Ok(())
}

/// One line of what was written down. People are called by their address here, or by their key: whoever may read this may read those.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    pub done_at: Moment,
    pub brin: String,
    pub deed: String,
    /// Empty: a command on the server, or somebody unknown.
    pub who: String,
    /// Whose account, which guardian of which pupil, or which role or module.
    pub about: String,
}

/// The newest lines, newest first.
pub async fn newest(robot: &Robot, most: i64) -> Result<Vec<Noted>> {
    let statement = sql!(
        "SELECT a.done_at, s.brin, a.deed, COALESCE(p.email, p.import_key, a.person_id) AS who,
                COALESCE(o.email, o.import_key, COALESCE(g.email, g.id) || ' ' || u.import_key, a.about_id) AS about
         FROM audit a JOIN schools s ON s.id = a.school_id LEFT JOIN persons p ON p.id = a.person_id
         LEFT JOIN persons o ON o.id = a.about_id
         LEFT JOIN guardianships w ON w.id = a.about_id LEFT JOIN persons g ON g.id = w.person_id LEFT JOIN pupils u ON u.id = w.pupil_id
         ORDER BY a.done_at DESC, a.id DESC LIMIT $1"
    );
    Ok(robot.db().query(statement).bind(most).all().await?)
}

/// Forgets what is older than a year.
pub async fn sweep(tx: &mut Tx, now: Moment) -> Result<()> {
    tx.query(sql!("DELETE FROM audit WHERE done_at < $1")).bind(now.plus(-KEPT_FOR)).run().await?;
    Ok(())
}
