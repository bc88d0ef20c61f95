package portcls.api;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A place for values that outlive the process ({@code nn-portcls-iregistrykey}), kept by
 * ConfigAdmin. Values are String, Integer, Long, byte[] or String[].
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IRegistryKey extends AutoCloseable {
    /**
     * What a key holds.
     *
     * @param name its name
     * @param subKeys number of subkeys
     * @param values number of values
     */
    record KeyInformation(String name, int subKeys, int values) {}

    /**
     * One value.
     *
     * @param name its name; empty = the unnamed value
     * @param data String (REG_SZ), Integer (REG_DWORD), Long (REG_QWORD), byte[] (REG_BINARY) or
     *     String[] (REG_MULTI_SZ)
     */
    record Value(String name, Object data) {}

    /**
     * One wish of {@link #queryRegistryValues}.
     *
     * @param name value name
     * @param defaultData handed over when the value is not there; null = the value is required
     * @param routine gets the value
     */
    record Query(String name, @Nullable Object defaultData, Consumer<Value> routine) {}

    /** A subkey and whether it was made by this call. */
    record SubKey(IRegistryKey key, boolean created) {}

    /** About this key ({@code nf-portcls-iregistrykey-querykey}). */
    KeyInformation queryKey();

    /** About a subkey; empty beyond the last ({@code nf-portcls-iregistrykey-enumeratekey}). */
    Optional<KeyInformation> enumerateKey(int index);

    /** A value by name ({@code nf-portcls-iregistrykey-queryvaluekey}). */
    Optional<Value> queryValueKey(String valueName);

    /**
     * A value by index; empty beyond the last ({@code nf-portcls-iregistrykey-enumeratevaluekey}).
     */
    Optional<Value> enumerateValueKey(int index);

    /**
     * Creates or overwrites a value ({@code nf-portcls-iregistrykey-setvaluekey}).
     *
     * @param valueName null = the unnamed value
     * @throws PortClsException INVALID_PARAMETER for a type that cannot be kept
     */
    void setValueKey(@Nullable String valueName, Object data);

    /**
     * Hands each wished value to its routine, in order, before it returns ({@code
     * nf-portcls-iregistrykey-queryregistryvalues}).
     *
     * @throws PortClsException OBJECT_NAME_NOT_FOUND when a required value is missing
     */
    void queryRegistryValues(List<Query> queries);

    /** Opens or creates a subkey ({@code nf-portcls-iregistrykey-newsubkey}). */
    SubKey newSubKey(String subKeyName);

    /**
     * Deletes this key with all below; every handle to it becomes invalid ({@code
     * nf-portcls-iregistrykey-deletekey}).
     */
    void deleteKey();

    @Override
    void close();
}
