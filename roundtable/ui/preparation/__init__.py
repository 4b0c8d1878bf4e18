"""Parts of the pages that prepare an audit: forms, pickers, editors of a case."""
