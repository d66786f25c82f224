//! The import told as stories: a new school year, broken files, and importing the same file twice.

mod apply;
mod brake;
mod families;
mod files_of_offices;
mod files_of_schools;
mod fuzz;
mod guardians;
mod parts;
mod plan;
mod plan_guardians;
mod school;
mod small;

/// A newer year and version, unknown elements everywhere, and every field that Kring must never store.
pub const NEWER: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">
  <school nieuw="ja">
    <schooljaar>2031-2032</schooljaar><brincode>99ZZ</brincode><dependancecode>00</dependancecode>
    <schoolkey>S-1</schoolkey><xsdversie>3.7</xsdversie><toevoegingen><hoera>CANARY</hoera></toevoegingen>
  </school>
  <vestigingen><vestiging key="V1"><naam>CANARY</naam><land>CANARY</land></vestiging></vestigingen>
  <groepen>
    <groep key="G1"><naam>De  Otters</naam><jaargroep>3</jaargroep><omschrijving>3<land>CANARY</land></omschrijving><toevoegingen>CANARY</toevoegingen></groep>
    <groep key="#2"><naam>Instroom</naam><jaargroep>0</jaargroep></groep>
    <samengestelde_groep key="G3"><naam>Plusgroep</naam></samengestelde_groep>
  </groepen>
  <leerlingen>
    <leerling key="L1" eckid="CANARY">
      <achternaam>Jansen &amp; Zn</achternaam><voorvoegsel>van der</voorvoegsel><voornamen>Daan</voornamen><voorletters-1>D.</voorletters-1>
      <roepnaam><![CDATA[Daan]]></roepnaam><geboortedatum>2019-03-01+01:00</geboortedatum><geslacht>1</geslacht>
      <bsn>CANARY</bsn><sofinummer>CANARY</sofinummer><onderwijsnummer>CANARY</onderwijsnummer><etniciteit>CANARY</etniciteit>
      <land>CANARY</land><land_vader>CANARY</land_vader><land_moeder>CANARY</land_moeder><gewicht>CANARY</gewicht>
      <gewicht_nieuw>CANARY</gewicht_nieuw><eckid>CANARY</eckid><adres><land>CANARY</land><roepnaam>CANARY</roepnaam></adres>
      <jaargroep>3</jaargroep><groep key="G1"/><samengestelde_groepen><samengestelde_groep key="G3"/></samengestelde_groepen>
      <instroomdatum>2023-08-21</instroomdatum><mutatiedatum>2031-01-01T10:00:00</mutatiedatum>
      <toevoegingen><bsn>CANARY</bsn><achternaam>CANARY</achternaam></toevoegingen>
    </leerling>
    <leerling key="#7"><roepnaam>Zo&#233;</roepnaam><groep key="#2"/></leerling>
  </leerlingen>
  <leerkrachten>
    <leerkracht key="T1"><achternaam>Wit</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Sanne</roepnaam>
      <emailadres>Sanne@School.example</emailadres><rol>LRK</rol><groepen><groep key="G1"/><samengestelde_groep key="G3"/><groep key="G1"/></groepen></leerkracht>
    <leerkracht key="T2"><roepnaam>Robot</roepnaam><rol>XYZ</rol></leerkracht>
  </leerkrachten>
</EDEX>
"##;

pub const LIST: &str = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone
L1,H1,Mark,,Jansen,Mark@ouders.example,nl,yes,confirmed,06 12345678
L1,H2,Eva,van,Kuipers,eva@ouders.example,en,ja,proposed,
L2,H2,Eva,van,Kuipers,eva@ouders.example,en,nee,confirmed,
L2,H3,Ronald,,Visser,ronald@ouders.example,nl,no,blocked,
";
