"""Tables that agencies send: workbooks, CSV files and pastes, read as plain words and days alone."""
