//! A second, tiny school under another board: everything of it must stay invisible at the first, and the other way round. One mother has
//! a child at each.
use jiff::civil::Date;

use super::deeds::{Deeds, Post, What};
use super::people;
use crate::access::Robot;
use crate::base::failure::Result;
use crate::people::Founding;

const SCHOOL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<EDEX>
  <school><schooljaar>2026-2027</schooljaar><brincode>99LB</brincode><dependancecode>00</dependancecode><xsdversie>2.1</xsdversie></school>
  <groepen><groep key="G-LINDE"><naam>De Linde</naam><jaargroep>5</jaargroep></groep></groepen>
  <leerlingen>
    <leerling key="L-LUCA"><achternaam>Mendes</achternaam><roepnaam>Luca</roepnaam><geboortedatum>2017-04-12</geboortedatum>
      <geslacht>1</geslacht><jaargroep>5</jaargroep><groep key="G-LINDE"/><instroomdatum>2021-08-23</instroomdatum></leerling>
    <leerling key="L-BO"><achternaam>Kuipers</achternaam><roepnaam>Bo</roepnaam><geboortedatum>2017-09-30</geboortedatum>
      <geslacht>2</geslacht><jaargroep>5</jaargroep><groep key="G-LINDE"/><instroomdatum>2021-10-04</instroomdatum></leerling>
  </leerlingen>
  <leerkrachten>
    <leerkracht key="T-RUBEN"><achternaam>Koster</achternaam><roepnaam>Ruben</roepnaam>
      <emailadres>ruben.koster@lindeboom.example</emailadres><rol>LRK</rol><groepen><groep key="G-LINDE"/></groepen></leerkracht>
  </leerkrachten>
</EDEX>"#;

pub const GUARDIANS: &str = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone
L-LUCA,H-1,Julia,,Mendes,julia.mendes@ouders.example,nl,yes,confirmed,06 10203040
L-BO,H-2,Eva,,Kuipers,eva.kuipers@ouders.example,nl,yes,confirmed,06 27182818
";

/// Founds it, and adds its one post.
pub async fn found(deeds: &mut Deeds, robot: &Robot, today: Date) -> Result<()> {
    let founding =
        Founding { name: "De Lindeboom".into(), board: "Stichting Leren aan de Lek".into(), place: "Lopik".into() };
    let school = people::take_in(robot, today, founding, SCHOOL.as_bytes(), GUARDIANS.as_bytes()).await?;
    let post = Post {
        audience: vec![format!("group:{}", school.group("G-LINDE")?)],
        body: "We maten hoe hoog onze lindeboom is. Met een stok en een schaduw: elf meter!".into(),
        photos: Vec::new(),
    };
    deeds.add(school.at(-1, 15, 10)?, "ruben.koster@lindeboom.example", What::Post(post));
    Ok(())
}
