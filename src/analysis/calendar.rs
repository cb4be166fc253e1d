//! Calendars: the days that are holidays.

use super::declare::id;
use super::names::{self, Key};
use super::{Analyzer, Located, problems};
use crate::ir::{self, CalendarDayKind, CalendarId};
use crate::source::FileId;
use crate::syntax::ast::{self, ItemKind};

impl<'a> Analyzer<'a> {
    /// The days of every calendar, those that others include first, whatever the order of the files.
    pub(super) fn calendars(&mut self) {
        let mut waiting: Vec<(CalendarId, &'a ast::Calendar)> = Vec::new();
        for Located { it, .. } in self.items(|kind| if let ItemKind::Calendar(it) = kind { Some(it) } else { None }) {
            if let Some(index) = self.program.calendars.iter().position(|declared| declared.span == it.name.span) {
                waiting.push((CalendarId(id(index)), it));
            }
        }
        let includes = |it: &'a ast::Calendar| {
            it.parts.iter().filter_map(|part| match &part.kind {
                ast::CalendarPartKind::DaysOf(run) => Some(run),
                _ => None,
            })
        };
        let lists: Vec<(FileId, Key)> = waiting.iter().map(|(_, it)| (it.name.span.file, names::key(&it.name))).collect();
        let taken_in: Vec<Vec<&'a ast::Run>> = waiting.iter().map(|(_, it)| includes(it).collect()).collect();
        for at in self.included_first(&lists, &taken_in) {
            let (id, it) = waiting[at];
            self.here = it.name.span.file;
            for part in &it.parts {
                self.calendar_part(id, part);
            }
        }
    }

    fn calendar_part(&mut self, calendar: CalendarId, part: &ast::CalendarPart) {
        let kind = match &part.kind {
            ast::CalendarPartKind::Beside { weekday, before, of } => match &**of {
                ast::CalendarPartKind::Each { month, day } if jiff::civil::Date::new(2000, *month, *day).is_err() => {
                    let problem = problems::no_such_day_of_month(*day, *month, part.span);
                    self.report(problem);
                    return;
                }
                ast::CalendarPartKind::Each { month, day } => CalendarDayKind::BesideDate(*weekday, *before, *month, *day),
                ast::CalendarPartKind::Nth { which, weekday: of, month } => {
                    CalendarDayKind::BesideNth(*weekday, *before, (*which, *of, *month))
                }
                _ => return,
            },
            ast::CalendarPartKind::Each { month, day } => {
                // 2000 was a leap year, so 29 February passes.
                if jiff::civil::Date::new(2000, *month, *day).is_err() {
                    let problem = problems::no_such_day_of_month(*day, *month, part.span);
                    self.report(problem);
                    return;
                }
                CalendarDayKind::Each(*month, *day)
            }
            ast::CalendarPartKind::Nth { which, weekday, month } => CalendarDayKind::Nth(*which, *weekday, *month),
            ast::CalendarPartKind::Day(date) => CalendarDayKind::Day(date.date),
            ast::CalendarPartKind::DaysOf(run) => {
                match self.calendar_named(&names::key(run)) {
                    Some(other) => {
                        let (name, span) = (names::name(run), self.program.calendars[other.index()].span);
                        self.means_one_thing(span, &name, run.span);
                        let days = self.program.calendars[other.index()].days.clone();
                        if self.has_room(self.program.calendars[calendar.index()].days.len(), days.len(), run) {
                            self.program.calendars[calendar.index()].days.extend(days);
                        }
                    }
                    None => {
                        let known = self.calendar_names();
                        let problem = problems::unknown_calendar(&names::name(run), run.span, &known);
                        self.report(problem);
                    }
                }
                return;
            }
            ast::CalendarPartKind::Observed { falls_on, observed_on, before } => {
                self.program.calendars[calendar.index()].observed.push((*falls_on, *observed_on, *before));
                return;
            }
            ast::CalendarPartKind::Bad => return,
        };
        self.program.calendars[calendar.index()].days.push(ir::CalendarDay {
            kind,
            from_year: part.from_year,
            through_year: part.through_year,
            title: part.title.as_ref().map(|text| text.text.clone()),
        });
    }

    /// The calendar of that name.
    pub(super) fn calendar_named(&self, key: &[String]) -> Option<CalendarId> {
        let known = |index: usize| self.knows(self.program.calendars[index].span);
        self.calendar_keys.iter().enumerate().position(|(index, it)| it == key && known(index)).map(|index| CalendarId(id(index)))
    }

    /// The names of the calendars that the file in hand knows.
    pub(super) fn calendar_names(&self) -> Vec<String> {
        self.program.calendars.iter().filter(|it| self.knows(it.span)).map(|it| it.name.clone()).collect()
    }
}
