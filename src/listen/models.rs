//! Both models, loaded once and asked on one thread.
//!
//! Promises: names each model by its weights, so that what was derived with it can be told from another's. Does not
//! check that they are the right ones: the set-up refuses other files.

use std::path::Path;

use heard::themes::engine::protocol::{self, Entity, Heard, Sentence, Want};
use ring::digest::{Context, SHA256};
use rust_bert::RustBertError;

use crate::embedding::Embedding;
use crate::entities::Entities;
use crate::words;

pub struct Models {
    embedding: Embedding,
    entities: Entities,
    names: protocol::Models,
}

impl Models {
    pub fn load(folder: &Path) -> Result<Models, String> {
        let missing = |part: &str| format!("the {part} model cannot be loaded; run src/listen/setup.sh");
        let named = |name: &str, part: &str| {
            let digest = digest(&folder.join(part).join("model.safetensors")).map_err(|_| missing(part))?;
            Ok::<String, String>(format!("{name} {digest}"))
        };
        let names = protocol::Models {
            embedding: named("all-MiniLM-L6-v2", "embedding")?,
            entities: named("rampart", "entities")?,
        };
        let embedding = Embedding::load(&folder.join("embedding")).map_err(|_| missing("embedding"))?;
        let entities = Entities::load(&folder.join("entities")).map_err(|_| missing("entities"))?;
        let mut models = Models { embedding, entities, names };
        // The first request makes the libraries look at the processor, which they may not do once no file is left.
        let warm = ["Is anybody there?".to_owned()];
        models.listen(&warm, &[Want::Vector, Want::Entities]).map_err(|_| missing("embedding or entities"))?;
        Ok(models)
    }

    pub fn names(&self) -> protocol::Models {
        self.names.clone()
    }

    pub fn listen(&mut self, texts: &[String], want: &[Want]) -> Result<Vec<Heard>, RustBertError> {
        let mut heard: Vec<Heard> = texts.iter().map(|_| Heard::default()).collect();
        if want.contains(&Want::Vector) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for (heard, vector) in heard.iter_mut().zip(self.embedding.vectors(&texts)?) {
                heard.vector = vector;
            }
        }
        let chars: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
        if want.contains(&Want::Sentences) {
            self.sentences(&chars, &mut heard)?;
        }
        if want.contains(&Want::Entities) {
            for (heard, marks) in heard.iter_mut().zip(self.entities.marks(&chars)?) {
                let entity = |mark: words::Mark| Entity {
                    start: mark.start,
                    end: mark.end,
                    kind: self.entities.kind(&mark).to_owned(),
                    score: mark.score,
                };
                heard.entities = marks.into_iter().map(entity).collect();
            }
        }
        Ok(heard)
    }

    fn sentences(&self, texts: &[Vec<char>], heard: &mut [Heard]) -> Result<(), RustBertError> {
        let mut places = Vec::new();
        let mut all = Vec::new();
        for (text, chars) in texts.iter().enumerate() {
            for (start, end) in words::sentences(chars) {
                places.push((text, start, end));
                all.push(chars[start..end].iter().collect::<String>());
            }
        }
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        for ((text, start, end), vector) in places.into_iter().zip(self.embedding.vectors(&all)?) {
            heard[text].sentences.push(Sentence { start, end, vector });
        }
        Ok(())
    }
}

/// The first twelve digits of a file's SHA-256.
fn digest(file: &Path) -> std::io::Result<String> {
    let mut digest = Context::new(&SHA256);
    digest.update(&std::fs::read(file)?);
    Ok(digest.finish().as_ref()[..6].iter().map(|byte| format!("{byte:02x}")).collect())
}
