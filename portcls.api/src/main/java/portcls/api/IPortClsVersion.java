package portcls.api;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;

/** Every port says which PortCls it behaves like ({@code nn-portcls-iportclsversion}). */
@ProviderType
public interface IPortClsVersion {
    /**
     * The version ({@code nf-portcls-iportclsversion-getversion}). A later one need not have all
     * that an earlier one has.
     */
    @Irql(Level.PASSIVE)
    PortClsVersion getVersion();
}
