package portcls.api.ks;

/** An event that can be waited for: the documented set and id. */
public record EventKey(KsId set, int id, String name) {
    @Override
    public String toString() {
        return set.name() + "/" + name;
    }
}
