-- Which campaign a link belongs to, if any.
ALTER TABLE link ADD COLUMN campaign TEXT;
