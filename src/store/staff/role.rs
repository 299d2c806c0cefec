//! What a person of the staff may be, and which two things nobody may be at once.
//!
//! Promises that who gives out roles reads no text, that who works with figures opens no box, that a provider's people
//! have no part in what the Commission does with answers, and that who watches the administrators is none of them.

use std::fmt;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    ProviderWorker,
    ProviderLead,
    Reviewer,
    Analyst,
    Publisher,
    Keyholder,
    Administrator,
    Scrutiny,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::ProviderWorker,
        Self::ProviderLead,
        Self::Reviewer,
        Self::Analyst,
        Self::Publisher,
        Self::Keyholder,
        Self::Administrator,
        Self::Scrutiny,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::ProviderWorker => "provider-worker",
            Self::ProviderLead => "provider-lead",
            Self::Reviewer => "reviewer",
            Self::Analyst => "analyst",
            Self::Publisher => "publisher",
            Self::Keyholder => "keyholder",
            Self::Administrator => "administrator",
            Self::Scrutiny => "scrutiny",
        }
    }

    /// Held for one provider.
    pub fn is_of_provider(self) -> bool {
        matches!(self, Self::ProviderWorker | Self::ProviderLead)
    }

    /// Whether one person may be both.
    pub fn goes_with(self, other: Self) -> bool {
        let pair = (self.min(other), self.max(other));
        let apart = [
            (Self::Reviewer, Self::Administrator),
            (Self::Analyst, Self::Keyholder),
            (Self::Administrator, Self::Scrutiny),
        ];
        self.is_of_provider() == other.is_of_provider() && !apart.contains(&pair)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::name).join(", ");
        let role = Self::ALL.into_iter().find(|role| role.name() == text);
        role.ok_or_else(|| format!("'{text}' is no role; choose one of: {}", names()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_people_suffice_for_all_roles_of_the_commission() {
        use Role::*;
        let people = [
            &[Administrator, Analyst][..],
            &[Keyholder, Reviewer, Publisher],
            &[Keyholder, Reviewer, Publisher, Scrutiny],
        ];
        for roles in people {
            for (one, other) in roles.iter().flat_map(|one| roles.iter().map(move |other| (*one, *other))) {
                assert!(one == other || one.goes_with(other), "{one} and {other}");
            }
        }
        let held = |role: Role| people.iter().filter(|roles| roles.contains(&role)).count();
        for role in Role::ALL.into_iter().filter(|role| !role.is_of_provider()) {
            let needed = if matches!(role, Keyholder | Reviewer | Publisher) { 2 } else { 1 };
            assert!(held(role) >= needed, "{role}");
        }
    }

    #[test]
    fn what_must_be_apart_is_apart_both_ways_round() {
        use Role::*;
        for (one, other) in [
            (Administrator, Reviewer),
            (Analyst, Keyholder),
            (Scrutiny, Administrator),
            (ProviderWorker, Reviewer),
            (ProviderLead, Administrator),
        ] {
            assert!(!one.goes_with(other) && !other.goes_with(one), "{one} and {other}");
        }
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
        }
    }
}
