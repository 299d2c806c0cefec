//! `heard`: one binary, many commands. See `heard --help`.

#[tokio::main]
async fn main() -> std::process::ExitCode {
    heard::cli::main().await
}
