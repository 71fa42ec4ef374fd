// Records are handed out and written as bytes: `import SitoRecords` brings along what those are.
@_exported public import RecordText
