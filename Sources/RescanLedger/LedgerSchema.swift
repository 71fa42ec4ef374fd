/// The tables of a ledger: the SQLite file that a re-scan keeps in its output folder until its results are whole.
///
/// Every row is written once, in the order of the input, in the transaction that also moves the reader's position on, so
/// whatever is in the file belongs together. What comes after judging only reads these tables; indices that it needs
/// it makes itself.
///
/// - `run`: what the run is made of (rules, policy, inputs, options), so that another one does not go on here.
/// - `input`: the archives, from 1, in the order given. `position` is where to go on, nil before anything was read;
///   `done` is 1 when everything of it is in `comment`; `bytes` is how far its reader has come.
/// - `comment`: one row for each record, `seq` from 1 without a gap.
///   - `id` as the archive has it; `id_is_number` is 1 where JSON has a number there (or the record goes by its number).
///   - `author`, `date` (seconds since 1970-01-01 UTC), `page`, `platform` (`vk`, `ok`, `telegram`): null where the
///     archive does not say.
///   - `fingerprint`, `similarity`: hashes of the folded text; null for short texts.
///   - `deletes`, `blacklists`, `no_reply`, `review`: the decision, each 0 or 1.
///   - `invalid_utf8`: 1 if the text held bytes that are no UTF-8.
///   - `verdict`: the line of `sito classify --format jsonl` without its line feed; null where nothing was found.
///   - `csv`: the fields of the row of `--format csv` after the id, only if that is asked for and something was found.
///   - `text`: the text as it came; null where nothing was found, by the other ruleset neither, unless it is the first
///     repetition of a text.
///   - `judged_old`: 1 if another ruleset or policy judged it too; then `old_deletes` … `old_verdict` are what that one
///     says, as above.
///   - `error_code`, `error_message`, `error_line`: of a record that could not be read, which has only these and its id.
/// - `finding`: the findings of the comments, in the order of `labels` in the verdict; only if the results are tables.
/// - `clause`: likewise the clauses that apply, in the order of the policy; `actions` with commas between them (`delete,blacklist`),
///   empty where the clause only asks for a review; `labels` likewise.
public enum LedgerSchema {
  /// The version that stands in `run`; another version's ledger is not gone on with.
  public static let version = "1"

  /// The statements that make the tables in an empty database.
  public static let statements = [
    "CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE input (number INTEGER PRIMARY KEY, name TEXT NOT NULL, position TEXT, \
    done INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0) STRICT
    """,
    """
    CREATE TABLE comment (seq INTEGER PRIMARY KEY, input INTEGER NOT NULL, \
    id TEXT NOT NULL, id_is_number INTEGER NOT NULL, author TEXT, date INTEGER, page TEXT, platform TEXT, \
    fingerprint INTEGER, similarity INTEGER, \
    deletes INTEGER NOT NULL, blacklists INTEGER NOT NULL, no_reply INTEGER NOT NULL, review INTEGER NOT NULL, \
    invalid_utf8 INTEGER NOT NULL, verdict TEXT, csv TEXT, text BLOB, \
    judged_old INTEGER NOT NULL, old_deletes INTEGER NOT NULL, old_blacklists INTEGER NOT NULL, \
    old_no_reply INTEGER NOT NULL, old_review INTEGER NOT NULL, old_verdict TEXT, \
    error_code TEXT, error_message TEXT, error_line INTEGER) STRICT
    """,
    """
    CREATE TABLE finding (seq INTEGER NOT NULL, label TEXT NOT NULL, tier TEXT NOT NULL, rule TEXT NOT NULL, \
    target TEXT) STRICT
    """,
    "CREATE TABLE clause (seq INTEGER NOT NULL, cite TEXT NOT NULL, actions TEXT NOT NULL, labels TEXT NOT NULL) STRICT",
  ]
}
