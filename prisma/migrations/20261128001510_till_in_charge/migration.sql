-- That somebody stays in charge is a rule for the store's own people. The programme itself may have to stop the last of them.
CREATE OR REPLACE TRIGGER somebody_stays_in_charge BEFORE UPDATE OF employment ON staff FOR EACH ROW
  WHEN (current_user = 'mimamori_store' AND OLD.employment = 'active' AND NEW.employment <> 'active' AND OLD.role IN ('manager', 'owner')) EXECUTE FUNCTION keep_somebody_in_charge();
