//! A list as a file.
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header;

use super::deeds::table;
use super::list::{ExportId, List};
use super::store::{self, Export};
use super::table::Table;
use crate::access::{GroupId, Manage, Read, Viewer};
use crate::base::failure::{Failure, Result};

/// What was asked for, with its lines as they are now.
pub struct Found {
    pub export: Export,
    pub list: List,
    pub table: Table,
}

pub async fn found(viewer: &Viewer, id: String) -> Result<Found> {
    let read = viewer.may(Read, ExportId::from(id)).await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let export = store::find(viewer, &read).await?;
    let list = List::of(&export.list).ok_or(Failure::Gone)?;
    let group = Some(export.group_id.as_str()).filter(|id| !id.is_empty()).map(GroupId::from);
    let table = table(viewer, &may, list, group.as_ref()).await?;
    Ok(Found { export, list, table })
}

pub async fn file(viewer: Viewer, Path((id, file)): Path<(String, String)>) -> Result<Response> {
    let Found { list, table, .. } = found(&viewer, id).await?;
    let (kind, bytes) = match file.as_str() {
        "list.csv" => ("text/csv; charset=utf-8", table.csv()?),
        "list.xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            table.workbook(list, viewer.language)?,
        ),
        _ => return Err(Failure::Gone),
    };
    let end = file.rsplit('.').next().unwrap_or_default();
    let about = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-{}.{end}\"", list.code(), viewer.today)),
    ];
    Ok((about, bytes).into_response())
}
