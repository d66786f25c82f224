//! What only PostgreSQL needs: opening, and trying again when two transactions were in each other's way.
use futures::future::BoxFuture;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::{DbError, Tx};
use crate::base::failure::{Failure, Result};

const TRIES: usize = 5;

pub async fn open(url: &str) -> Result<PgPool, DbError> {
    let pool = PgPoolOptions::new().max_connections(16).test_before_acquire(false).connect(url).await?;
    sqlx::migrate!("./migrations").run(&pool).await.map_err(|error| DbError::Broken(error.into()))?;
    Ok(pool)
}

#[expect(clippy::disallowed_methods, reason = "PostgreSQL's own questions")]
pub async fn described(pool: &PgPool) -> Result<String, DbError> {
    let (version,): (String,) = sqlx::query_as("SHOW server_version").fetch_one(pool).await?;
    let (encoding,): (String,) = sqlx::query_as("SHOW server_encoding").fetch_one(pool).await?;
    Ok(format!("PostgreSQL {version}, {encoding}"))
}

pub async fn write<A, T, F>(pool: &PgPool, args: &A, work: &F) -> Result<T>
where
    A: Sync,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Sync,
{
    for _ in 1..TRIES {
        match once(pool, args, work).await {
            Err(Failure::Busy) => {}
            answer => return answer,
        }
    }
    once(pool, args, work).await
}

async fn once<A, T, F>(pool: &PgPool, args: &A, work: &F) -> Result<T>
where
    A: Sync,
    F: for<'t> Fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>> + Sync,
{
    let mut tx = Tx::Postgres(pool.begin().await.map_err(DbError::from)?);
    let answer = work(&mut tx, args).await?;
    if let Tx::Postgres(transaction) = tx {
        transaction.commit().await.map_err(DbError::from)?;
    }
    Ok(answer)
}
