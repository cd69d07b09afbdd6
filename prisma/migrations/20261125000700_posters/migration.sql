-- A store replaces its poster itself: one of its managers raises the version that the QR code's signature names, and
-- every older poster is refused from the next payment on. The store's role may write that one column and nothing else.
DROP POLICY store ON stores;
CREATE POLICY store ON stores TO mimamori_store USING (id = ANY ((SELECT scope.store_ids())::uuid[]));
GRANT UPDATE (poster_version) ON stores TO mimamori_store;

-- A poster that was replaced, perhaps because it was stolen or pasted over, never comes back.
CREATE FUNCTION refuse_old_poster() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'poster % of store % was replaced by %', NEW.poster_version, OLD.code, OLD.poster_version USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER posters_only_get_newer BEFORE UPDATE OF poster_version ON stores FOR EACH ROW
  WHEN (NEW.poster_version < OLD.poster_version) EXECUTE FUNCTION refuse_old_poster();
