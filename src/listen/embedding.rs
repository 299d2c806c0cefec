//! Meaning as numbers: all-MiniLM-L6-v2, mean of its last layer, length 1.
//!
//! Promises: what sentence-transformers gives for the same text (the model card's pair is 0.66596 alike). Does not see
//! past the first 254 tokens; ask for sentences where the rest matters.

use std::path::Path;

use rust_bert::bert::{BertConfig, BertForSentenceEmbeddings};
use rust_bert::pipelines::common::{ModelType, TokenizerOption};
use rust_bert::{Config, RustBertError};
use tch::{Device, Kind, Tensor, nn, no_grad};

use crate::batch;

/// Tokens of content; the model was made with these and one at either end.
const LONGEST: usize = 254;

pub struct Embedding {
    tokenizer: TokenizerOption,
    model: BertForSentenceEmbeddings,
    _weights: nn::VarStore,
    begin: i64,
    end: i64,
}

impl Embedding {
    pub fn load(folder: &Path) -> Result<Embedding, RustBertError> {
        let vocabulary = folder.join("vocab.txt");
        let tokenizer =
            TokenizerOption::from_file(ModelType::Bert, &vocabulary.to_string_lossy(), None, true, None, None)?;
        let mut weights = nn::VarStore::new(Device::Cpu);
        let model = BertForSentenceEmbeddings::new(weights.root(), &BertConfig::from_file(folder.join("config.json")));
        weights.load(folder.join("model.safetensors"))?;
        weights.freeze();
        let special = tokenizer.convert_tokens_to_ids(&["[CLS]", "[SEP]"]);
        Ok(Embedding { tokenizer, model, _weights: weights, begin: special[0], end: special[1] })
    }

    pub fn vectors(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, RustBertError> {
        let ids: Vec<Vec<i64>> = texts
            .iter()
            .map(|text| {
                let mut ids = self.tokenizer.convert_tokens_to_ids(&self.tokenizer.tokenize(text));
                ids.truncate(LONGEST);
                [&[self.begin], ids.as_slice(), &[self.end]].concat()
            })
            .collect();
        let mut vectors = vec![Vec::new(); texts.len()];
        for group in batch::groups(&ids.iter().map(Vec::len).collect::<Vec<_>>()) {
            let rows: Vec<&[i64]> = group.iter().map(|row| ids[*row].as_slice()).collect();
            let (ids, mask) = batch::padded(&rows);
            let pooled = no_grad(|| self.pooled(&ids, &mask))?;
            for (place, row) in group.iter().enumerate() {
                vectors[*row] = Vec::<f32>::try_from(pooled.get(place as i64))?;
            }
        }
        Ok(vectors)
    }

    fn pooled(&self, ids: &Tensor, mask: &Tensor) -> Result<Tensor, RustBertError> {
        let output = self.model.forward_t(Some(ids), Some(mask), None, None, None, None, None, false)?;
        let mask = mask.unsqueeze(-1).to_kind(Kind::Float);
        let sum = (output.hidden_state * &mask).f_sum_dim_intlist([1i64].as_slice(), false, Kind::Float)?;
        let mean = sum / mask.f_sum_dim_intlist([1i64].as_slice(), false, Kind::Float)?;
        let length = mean.f_norm_scalaropt_dim(2.0, [1i64].as_slice(), true)?.clamp_min(1e-12);
        Ok(mean / length)
    }
}
