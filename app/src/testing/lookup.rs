//! Ids of things of the demo school, by the names that stories call them.
use super::School;
use crate::sql;

impl School {
    /// The id of a group by its import key.
    #[expect(clippy::expect_used, reason = "a test without its group is over")]
    pub async fn group(&self, key: &str) -> String {
        let statement = sql!("SELECT id FROM school_groups WHERE import_key = $1");
        let (id,): (String,) = self.robot().db().query(statement).bind(key).one().await.expect("a group");
        id
    }

    /// The id of a pupil by its import key.
    #[expect(clippy::expect_used, reason = "a test without its pupil is over")]
    pub async fn pupil(&self, key: &str) -> String {
        let statement = sql!("SELECT id FROM pupils WHERE import_key = $1");
        let (id,): (String,) = self.robot().db().query(statement).bind(key).one().await.expect("a pupil");
        id
    }

    /// The id of somebody by their address.
    #[expect(clippy::expect_used, reason = "a test without its person is over")]
    pub async fn person(&self, email: &str) -> String {
        let statement = sql!("SELECT id FROM persons WHERE email = $1");
        let (id,): (String,) = self.robot().db().query(statement).bind(email).one().await.expect("a person");
        id
    }

    #[cfg(test)]
    pub async fn no_room(&self, full: bool) {
        super::no_room(&self.robot(), full).await.expect("the limit is set");
    }
}
