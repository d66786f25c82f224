//! A dry run: everything is done, told and taken back.
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

/// What a trial does is taken back: only by doing it one learns which talks it ends.
pub struct Trial(bool);

impl Trial {
    pub async fn begin(tx: &mut Tx, dry_run: bool) -> Result<Self> {
        if dry_run {
            tx.query(sql!("SAVEPOINT trial")).run().await?;
        }
        Ok(Trial(dry_run))
    }

    pub async fn end(self, tx: &mut Tx) -> Result<()> {
        if self.0 {
            tx.query(sql!("ROLLBACK TO SAVEPOINT trial")).run().await?;
        }
        Ok(())
    }
}
