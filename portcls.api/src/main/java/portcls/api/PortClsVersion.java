package portcls.api;

/**
 * Which PortCls a port behaves like ({@code nf-portcls-iportclsversion-getversion}), oldest first.
 */
public enum PortClsVersion {
    WIN98,
    WIN98SE,
    WIN2K,
    WIN98SE_QFE2,
    WIN2K_SP2,
    WINME,
    WIN98SE_QFE3,
    WINME_QFE1,
    WINXP,
    WINXPSP1,
    WIN_SERVER_2003,
    WIN2K_UAAQFE,
    WINXP_UAAQFE,
    WIN_SERVER_2003_UAAQFE,
    WINDOWS_LONGHORN
}
