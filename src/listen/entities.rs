//! Names, addresses and numbers that may identify somebody: Rampart, 17 kinds.
//!
//! Promises: every word of a text is judged, however long the text. Does not find all: measured in docs/listening.md.
//! rust-bert's own pipeline is not used, because it gives the marks of a second batch to the texts of the first.

use std::path::Path;

use rust_bert::bert::{BertConfig, BertForTokenClassification};
use rust_bert::pipelines::common::{ModelType, TokenizerOption};
use rust_bert::{Config, RustBertError};
use tch::{Device, Kind, nn, no_grad};

use crate::windows::{Window, windows};
use crate::words::{self, Mark, Piece};
use crate::{batch, words::marks};

pub struct Entities {
    tokenizer: TokenizerOption,
    model: BertForTokenClassification,
    _weights: nn::VarStore,
    kinds: Vec<String>,
    /// Which kind each of the model's labels speaks for; the label `O` for none.
    labels: Vec<Option<usize>>,
    runs: Vec<usize>,
    begin: i64,
    end: i64,
}

/// One text's tokens, and where each stands in it.
struct Tokens {
    ids: Vec<i64>,
    places: Vec<(usize, usize)>,
}

impl Entities {
    pub fn load(folder: &Path) -> Result<Entities, RustBertError> {
        let vocabulary = folder.join("vocab.txt");
        let tokenizer =
            TokenizerOption::from_file(ModelType::Bert, &vocabulary.to_string_lossy(), None, true, None, None)?;
        let config = BertConfig::from_file(folder.join("config.json"));
        let mut weights = nn::VarStore::new(Device::Cpu);
        let model = BertForTokenClassification::new(weights.root(), &config)?;
        weights.load(folder.join("model.safetensors"))?;
        weights.freeze();
        let (kinds, labels) = kinds(&config);
        let runs = (0..kinds.len()).filter(|kind| ["EMAIL", "URL"].contains(&kinds[*kind].as_str())).collect();
        let special = tokenizer.convert_tokens_to_ids(&["[CLS]", "[SEP]"]);
        Ok(Entities { tokenizer, model, _weights: weights, kinds, labels, runs, begin: special[0], end: special[1] })
    }

    pub fn kind(&self, mark: &Mark) -> &str {
        &self.kinds[mark.kind]
    }

    pub fn marks(&self, texts: &[Vec<char>]) -> Result<Vec<Vec<Mark>>, RustBertError> {
        let tokens: Vec<Tokens> = texts.iter().map(|text| self.tokens(text)).collect();
        let rows: Vec<(usize, Window)> = tokens
            .iter()
            .enumerate()
            .flat_map(|(text, tokens)| windows(tokens.ids.len()).into_iter().map(move |window| (text, window)))
            .collect();
        let ids: Vec<Vec<i64>> = rows
            .iter()
            .map(|(text, window)| [&[self.begin], &tokens[*text].ids[window.start..window.end], &[self.end]].concat())
            .collect();
        let mut pieces: Vec<Vec<Piece>> = texts.iter().map(|_| Vec::new()).collect();
        for group in batch::groups(&ids.iter().map(Vec::len).collect::<Vec<_>>()) {
            let inputs: Vec<&[i64]> = group.iter().map(|row| ids[*row].as_slice()).collect();
            let scores = self.scores(&inputs)?;
            for (row, scores) in group.iter().map(|row| rows[*row]).zip(scores) {
                let (text, window) = row;
                pieces[text].extend(self.pieces(&tokens[text], window, &scores));
            }
        }
        let heard = texts.iter().zip(&mut pieces).map(|(text, pieces)| {
            pieces.sort_by_key(|piece| piece.start);
            marks(text, pieces, &self.runs)
        });
        Ok(heard.collect())
    }

    fn tokens(&self, text: &[char]) -> Tokens {
        let tokens = self.tokenizer.tokenize_with_offsets(&text.iter().collect::<String>());
        let ids = self.tokenizer.convert_tokens_to_ids(&tokens.tokens);
        let place = |origin: &Vec<u32>| match (origin.iter().min(), origin.iter().max()) {
            (Some(first), Some(last)) => (*first as usize, *last as usize + 1),
            _ => (0, 0),
        };
        Tokens { ids, places: tokens.reference_offsets.iter().map(place).collect() }
    }

    /// Each row's probabilities, token after token, label after label.
    fn scores(&self, rows: &[&[i64]]) -> Result<Vec<Vec<f32>>, RustBertError> {
        let (ids, mask) = batch::padded(rows);
        let scores = no_grad(|| {
            let output = self.model.forward_t(Some(&ids), Some(&mask), None, None, None, false);
            output.logits.f_softmax(-1, Kind::Float)
        })?;
        let row = |row: i64| Vec::<f32>::try_from(scores.get(row).reshape(-1));
        Ok((0..rows.len() as i64).map(row).collect::<Result<_, _>>()?)
    }

    fn pieces(&self, tokens: &Tokens, window: Window, scores: &[f32]) -> Vec<words::Piece> {
        let piece = |token: usize| {
            let row = 1 + token - window.start;
            let mut kinds = vec![0.0; self.kinds.len()];
            for (label, kind) in self.labels.iter().enumerate() {
                if let Some(kind) = kind {
                    kinds[*kind] += scores[row * self.labels.len() + label];
                }
            }
            let (start, end) = tokens.places[token];
            Piece { start, end, kinds }
        };
        (window.from..window.to).map(piece).collect()
    }
}

/// The kinds behind `B-` and `I-` labels, in the order of the labels.
fn kinds(config: &BertConfig) -> (Vec<String>, Vec<Option<usize>>) {
    let names = config.id2label.clone().unwrap_or_default();
    let mut kinds: Vec<String> = Vec::new();
    let mut labels = Vec::new();
    for label in 0..names.len() as i64 {
        let name = names.get(&label).and_then(|name| name.split_once('-')).map(|(_, kind)| kind.to_owned());
        labels.push(name.map(|name| {
            kinds.iter().position(|kind| *kind == name).unwrap_or_else(|| {
                kinds.push(name);
                kinds.len() - 1
            })
        }));
    }
    (kinds, labels)
}
