//! The recogniser: which words of a sentence name a person, an organisation, a place or a people, as a linear-chain
//! conditional random field that was trained on annotated text (Lafferty, `McCallum` and Pereira, 2001) tells.
//!
//! It sees one sentence at a time and knows nothing of the rest of the briefing, nor of the configuration; that is for
//! whoever reads its answer. The features are one piece of code for the trainer (`examples/train.rs`) and for reading.
//! The model is a file that is compiled in and read where it lies.

mod chain;
mod features;
mod gazetteer;
mod label;
mod model;

pub use chain::Chain;
pub use features::{Form, Layout, REACH, around, features_at, form, lay_out, normal};
pub use gazetteer::{Gazetteer, Listed, pack as pack_gazetteer};
pub use label::{Kind, LABELS, Label};
pub use model::{Model, ModelError, Rows};

pub use super::tokens::pieces;
