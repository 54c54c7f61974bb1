-- Keys, indexes, views and triggers of Tuki; after the rows.

ALTER TABLE users ADD PRIMARY KEY (id), ADD UNIQUE (email),
    ADD CONSTRAINT users_email_looks_like_one CHECK (position('@' IN email) > 1);
ALTER TABLE organizers ADD PRIMARY KEY (id), ADD UNIQUE (slug);
ALTER TABLE locations ADD PRIMARY KEY (id), ADD CONSTRAINT "capacity isn't negative" CHECK (capacity >= 0);
ALTER TABLE event_categories ADD PRIMARY KEY (id), ADD UNIQUE (slug);
ALTER TABLE events ADD PRIMARY KEY (id), ADD UNIQUE (slug), ADD CHECK (ends_at > starts_at);
ALTER TABLE event_images ADD PRIMARY KEY (id), ADD UNIQUE (event_id, position);
ALTER TABLE ticket_tiers ADD PRIMARY KEY (id);
ALTER TABLE orders ADD PRIMARY KEY (id), ADD UNIQUE (number);
ALTER TABLE order_items ADD PRIMARY KEY (id), ADD CHECK (quantity BETWEEN 1 AND 20);
ALTER TABLE tickets ADD PRIMARY KEY (id), ADD UNIQUE (code);
ALTER TABLE ticket_scans ADD PRIMARY KEY (ticket_id, scanned_at);
ALTER TABLE forms ADD PRIMARY KEY (id);
ALTER TABLE form_responses ADD PRIMARY KEY (id);
ALTER TABLE payouts ADD PRIMARY KEY (id);

ALTER TABLE users ADD FOREIGN KEY (referred_by) REFERENCES users DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE organizers ADD FOREIGN KEY (owner_id) REFERENCES users;
ALTER TABLE event_categories ADD FOREIGN KEY (parent_id) REFERENCES event_categories ON DELETE CASCADE;
ALTER TABLE events ADD FOREIGN KEY (organizer_id) REFERENCES organizers,
    ADD FOREIGN KEY (location_id) REFERENCES locations ON DELETE SET NULL,
    ADD FOREIGN KEY (category_id) REFERENCES event_categories;
ALTER TABLE event_images ADD FOREIGN KEY (event_id) REFERENCES events ON DELETE CASCADE;
ALTER TABLE ticket_tiers ADD FOREIGN KEY (event_id) REFERENCES events ON DELETE CASCADE;
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users, ADD FOREIGN KEY (event_id) REFERENCES events;
ALTER TABLE order_items ADD FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE,
    ADD FOREIGN KEY (tier_id) REFERENCES ticket_tiers;
ALTER TABLE tickets ADD FOREIGN KEY (order_item_id) REFERENCES order_items;
ALTER TABLE ticket_scans ADD FOREIGN KEY (ticket_id) REFERENCES tickets;
ALTER TABLE forms ADD FOREIGN KEY (event_id) REFERENCES events;
ALTER TABLE form_responses ADD FOREIGN KEY (form_id) REFERENCES forms,
    ADD FOREIGN KEY (order_item_id) REFERENCES order_items;
ALTER TABLE payouts ADD FOREIGN KEY (organizer_id) REFERENCES organizers;

CREATE INDEX users_by_name ON users (lower(name));
CREATE INDEX users_by_tag ON users USING gin (tags);
CREATE INDEX events_by_start ON events (starts_at) WHERE status = 'published';
CREATE INDEX events_by_metadata ON events USING gin (metadata jsonb_path_ops);
CREATE INDEX events_by_text ON events USING gin (to_tsvector('simple', title || ' ' || description));
CREATE INDEX orders_by_user ON orders (user_id, created_at DESC);
CREATE INDEX order_items_by_order ON order_items (order_id) INCLUDE (quantity);
CREATE INDEX tickets_by_item ON tickets (order_item_id);
CREATE INDEX form_responses_by_item ON form_responses USING hash (order_item_id);

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$body$;
COMMENT ON FUNCTION touch() IS 'Keeps updated_at honest';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER events_touch BEFORE UPDATE ON events FOR EACH ROW WHEN (OLD.title <> NEW.title OR OLD.status <> NEW.status) EXECUTE FUNCTION touch();

CREATE FUNCTION reporting.net(gross numeric, commission numeric DEFAULT 0.1) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN round(gross * (1 - commission), 2);

CREATE VIEW reporting.upcoming_events AS
    SELECT e.id, e.title, o.name AS organizer, l.city, e.starts_at
    FROM events e JOIN organizers o ON o.id = e.organizer_id LEFT JOIN locations l ON l.id = e.location_id
    WHERE e.status = 'published';
COMMENT ON VIEW reporting.upcoming_events IS 'What''s on';

CREATE MATERIALIZED VIEW reporting.event_sales AS
    SELECT e.id AS event_id, e.title, count(*) AS orders, sum(o.total) AS gross,
           reporting.net(sum(o.total)) AS net
    FROM events e JOIN orders o ON o.event_id = e.id
    WHERE o.status = 'paid' GROUP BY e.id, e.title;
CREATE UNIQUE INDEX event_sales_key ON reporting.event_sales (event_id);
