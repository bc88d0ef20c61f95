package portcls.api.wavert;

/** Which control of a channel is meant ({@code ne-portcls-echanneltargettype}). */
public enum ChannelTargetType {
    VOLUME_ATTRIBUTE,
    MUTE_ATTRIBUTE,
    PEAK_METER_ATTRIBUTE
}
