/// Which rows of a database are comments.
public enum DatabaseRows: Sendable, Equatable {
  /// Those of a table or a view. In PostgreSQL with the name of its schema where that is not on the search path.
  case table(String)
  /// Those that a query gives, whose columns are found by their names. It must fix the order of its rows (ORDER BY with
  /// a column that is unique), since the number of rows is all that says where to go on.
  case query(String)
}
