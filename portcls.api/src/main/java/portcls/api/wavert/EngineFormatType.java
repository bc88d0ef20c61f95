package portcls.api.wavert;

/** Which format of an audio engine is asked for ({@code ne-portcls-eengineformattype}). */
public enum EngineFormatType {
    MIX_FORMAT,
    DEVICE_FORMAT,
    SUPPORTED_DEVICE_FORMATS
}
