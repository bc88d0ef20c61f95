package portcls.api.ks;

/** What a property request wants, KSPROPERTY_TYPE_… ({@code ksproperty-structure}). */
public enum PropertyVerb {
    GET(1),
    SET(2),
    BASIC_SUPPORT(0x200);

    private final int flag;

    PropertyVerb(int flag) {
        this.flag = flag;
    }

    /** The documented flag bit. */
    public int flag() {
        return flag;
    }
}
