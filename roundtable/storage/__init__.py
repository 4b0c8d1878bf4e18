"""The one encrypted file: keys, tables, trail, backups."""
