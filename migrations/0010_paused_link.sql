-- Why a link is paused, one word of a list. Empty while it is open.
ALTER TABLE link ADD COLUMN paused TEXT;
