//! What can point at a person, and the word that stands in its place.
//!
//! Promises that every kind has a placeholder of its own and that a placeholder is known again when it is read.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Email,
    Link,
    Handle,
    Phone,
    NhsNumber,
    Date,
    Age,
    CrimeReference,
    Reference,
    Vehicle,
    Postcode,
    Address,
    Name,
    Organisation,
    Place,
    /// Words in a script that the rules cannot read: nobody can say what they give away.
    OtherWriting,
}

impl Kind {
    pub const ALL: [Self; 16] = [
        Self::Email,
        Self::Link,
        Self::Handle,
        Self::Phone,
        Self::NhsNumber,
        Self::CrimeReference,
        Self::Reference,
        Self::Vehicle,
        Self::Postcode,
        Self::Address,
        Self::Date,
        Self::Age,
        Self::Organisation,
        Self::Place,
        Self::Name,
        Self::OtherWriting,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Link => "link",
            Self::Handle => "handle",
            Self::Phone => "phone",
            Self::NhsNumber => "NHS number",
            Self::CrimeReference => "crime reference",
            Self::Reference => "reference",
            Self::Vehicle => "vehicle",
            Self::Postcode => "postcode",
            Self::Address => "address",
            Self::Date => "date",
            Self::Age => "age",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Name => "name",
            Self::OtherWriting => "other writing",
        }
    }

    pub fn placeholder(self) -> String {
        format!("[{}]", self.label())
    }

    /// Whether an allowed phrase may stand although it was taken for this.
    pub(super) fn may_be_allowed(self) -> bool {
        matches!(self, Self::Organisation | Self::Place | Self::Name | Self::Date | Self::Address)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
