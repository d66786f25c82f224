//! Lives through the deeds of the demo, one after the other, at the front door: what people may not do, nobody does here.
use std::collections::{BTreeMap, HashMap};

use futures::{StreamExt, TryStreamExt, stream};

use super::crowd::{Crowd, Phone};
use super::deeds::{Booking, Deed, Deeds, Number, Post, What};
use super::{Size, photos};
use crate::access::{App, Duty, Robot};
use crate::base::clock::{Moment, zone};
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::base::ids;
use crate::jobs;
use crate::sql;

/// So many people at the same time.
const AT_ONCE: usize = 4;
/// So long mail stays in the mailbox of the demo.
const MAIL_STAYS: i64 = 7 * Moment::DAY;

pub struct Days {
    app: App,
    size: Size,
    crowd: Crowd,
    /// The id of what a deed made.
    made: HashMap<Number, String>,
}

impl Days {
    pub fn of(app: &App, size: Size) -> Self {
        Days { app: app.clone(), size, crowd: Crowd::at(app), made: HashMap::new() }
    }

    /// Until it is now, and everything is done that was due by then.
    pub async fn live(mut self, deeds: Deeds, now: Moment) -> Result<()> {
        for deeds in deeds.in_order().chunk_by(Deed::together) {
            self.turn(deeds[0].at);
            self.act_together(deeds).await?;
            if matches!(deeds[0].what, What::Book(_)) {
                self.work_off(now).await?;
            }
        }
        self.turn(now);
        self.work_off(now).await?;
        self.crowd.leave().await
    }

    /// Everybody at their own telephone, a few at a time; who does two things does one after the other.
    async fn act_together(&mut self, deeds: &[Deed]) -> Result<()> {
        let mut people: BTreeMap<&str, Vec<&Deed>> = BTreeMap::new();
        for deed in deeds {
            people.entry(&deed.who).or_default().push(deed);
        }
        let phones: Vec<_> = people.into_iter().map(|(who, deeds)| (self.crowd.take(who), deeds)).collect();
        let here = &*self;
        let done = stream::iter(phones).map(|(phone, deeds)| here.act_alone(phone, deeds)).buffer_unordered(AT_ONCE);
        let done: Vec<(Phone, Vec<(Number, String)>)> = done.try_collect().await?;
        for (phone, made) in done {
            self.crowd.put(phone);
            self.made.extend(made);
        }
        Ok(())
    }

    async fn act_alone(&self, mut phone: Phone, deeds: Vec<&Deed>) -> Result<(Phone, Vec<(Number, String)>)> {
        phone.sign_in(self.app.clock.now()).await?;
        let mut made = Vec::with_capacity(deeds.len());
        for deed in deeds {
            made.push((deed.number, self.act(&mut phone, deed).await?));
        }
        Ok((phone, made))
    }

    /// The mails of the last days are sent; older ones nobody keeps, and a story looks at those of its own deeds only.
    async fn work_off(&self, now: Moment) -> Result<()> {
        let lately = self.app.clock.now().plus(MAIL_STAYS) > now;
        match self.size {
            Size::Full if lately => jobs::work_off(&self.app).await.map(drop),
            _ => self.crowd.forget_jobs().await,
        }
    }

    /// The clock goes on, never back.
    fn turn(&self, to: Moment) {
        let clock = &self.app.clock;
        clock.advance((to.0 - clock.now().0).max(0));
    }

    /// The key of a form becomes the id of what it makes.
    async fn act(&self, phone: &mut Phone, deed: &Deed) -> Result<String> {
        let key = ids::fresh(self.app.clock.now());
        match &deed.what {
            What::Post(post) => self.post(phone, &key, post).await?,
            What::Heart { post } => {
                phone.send("comments/heart", &[("subject", self.made(*post)?), ("on", "true")]).await?
            }
            What::Say { post, answers, body } => {
                let parent = answers.map_or(Ok(""), |said| self.made(said))?;
                let fields = [("subject", self.made(*post)?), ("parent", parent), ("body", body), ("key", &key)];
                phone.send("comments/write", &fields).await?;
            }
            What::Open(form) => {
                let mut fields = vec![("key", key.as_str())];
                fields.extend(form.iter().map(|(name, value)| (name.as_str(), value.as_str())));
                phone.send("conferences/open", &fields).await?;
            }
            What::Book(booking) => self.book(phone, &key, booking).await?,
        }
        Ok(key)
    }

    fn made(&self, number: Number) -> Result<&str> {
        let made = self.made.get(&number).map(String::as_str);
        made.ok_or_else(|| broken(&format_args!("deed {number} of the demo comes later")))
    }

    async fn post(&self, phone: &mut Phone, key: &str, post: &Post) -> Result<()> {
        let mut fields = vec![("key".to_owned(), key.to_owned()), ("body".to_owned(), post.body.clone())];
        fields.extend(post.audience.iter().map(|choice| ("audience".to_owned(), choice.clone())));
        for (file, alt) in &post.photos {
            let uploaded = phone.upload(file, &photos::file(file, self.size).await?).await?;
            fields.push((format!("description-{uploaded}"), alt.clone()));
            fields.push(("uploaded".to_owned(), uploaded));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        phone.send_form("feed/publish", &fields).await?;
        if self.size == Size::Full && !post.photos.is_empty() {
            println!("  {}: {} photos", self.app.clock.today(&zone("Europe/Amsterdam")), post.photos.len());
        }
        Ok(())
    }

    async fn book(&self, phone: &mut Phone, key: &str, booking: &Booking) -> Result<()> {
        let round = self.made(booking.round)?;
        let slots: Vec<(String,)> = Robot::new(&self.app, Duty::Trial("demo"))
            .db()
            .query(sql!("SELECT id FROM slots WHERE round_id = $1 AND teacher_id = $2 ORDER BY starts_at"))
            .bind(round)
            .bind(&booking.teacher)
            .all()
            .await?;
        let (slot,) = slots.get(booking.place).ok_or_else(|| broken(&"a teacher of the demo has no such talk"))?;
        let fields = [
            ("round", round),
            ("pupil", booking.pupil.as_str()),
            ("household", booking.household.as_str()),
            ("slot", slot),
            ("key", key),
        ];
        phone.send("conferences/book", &fields).await
    }
}
