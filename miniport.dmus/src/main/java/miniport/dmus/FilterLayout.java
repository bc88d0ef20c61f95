package miniport.dmus;

import miniport.dmus.synth.SynthEngine;
import miniport.dmus.synth.SynthProperties;
import miniport.dmus.synth.SynthTraits;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.Categories;
import portcls.api.ks.Communication;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;

import java.util.List;

/** What a synthesizer's filter is made of: music in, the synthesizer, sound out. */
final class FilterLayout {
    static final int MUSIC_PIN = 0;
    static final int WAVE_PIN = 1;
    static final int SYNTHESIZER_NODE = 0;

    /** Each open music pin is a synthesizer of its own. */
    static final int MUSIC_PINS = 8;

    private static final int CHANNELS = 16;
    private static final int ALL_CHANNELS = 0xFFFF;

    private FilterLayout() {}

    static FilterDescriptor of(String name, SynthTraits traits) {
        return FilterDescriptor.builder(name)
                .pin(musicPin(traits))
                .pin(wavePin(traits))
                .node(NodeDescriptor.of(NodeTypes.SYNTHESIZER).automation(SynthProperties.ofNode()))
                .connect(ConnectionDescriptor.pinToNode(MUSIC_PIN, SYNTHESIZER_NODE))
                .connect(ConnectionDescriptor.nodeToPin(SYNTHESIZER_NODE, WAVE_PIN))
                .category(Categories.AUDIO)
                .category(Categories.RENDER)
                .category(Categories.SYNTHESIZER)
                .category(Categories.DATATRANSFORM)
                .build();
    }

    private static PinDescriptor musicPin(SynthTraits traits) {
        return PinDescriptor.streaming(
                        DataFlow.IN,
                        PinCategories.MIDI_RENDER,
                        music(FormatIds.SUBTYPE_DIRECTMUSIC, traits),
                        music(FormatIds.SUBTYPE_MIDI, traits))
                .instances(MUSIC_PINS, MUSIC_PINS)
                .automation(SynthProperties.ofPin());
    }

    private static MusicDataRange music(KsId subFormat, SynthTraits traits) {
        return new MusicDataRange(
                subFormat, MusicTechnology.SWSYNTH, CHANNELS, traits.voices(), ALL_CHANNELS);
    }

    /** The port opens one for all pins, and one for each that a program pulls itself. */
    private static PinDescriptor wavePin(SynthTraits traits) {
        return new PinDescriptor(
                PinDescriptor.UNLIMITED,
                PinDescriptor.UNLIMITED,
                0,
                AutomationTable.EMPTY,
                waveRanges(traits),
                DataFlow.OUT,
                Communication.SINK,
                PinCategories.SYNTHESIZER,
                PinCategories.SYNTHESIZER);
    }

    private static List<DataRange> waveRanges(SynthTraits traits) {
        return List.of(
                AudioDataRange.float32(
                        SynthEngine.CHANNELS, traits.lowestRate(), traits.highestRate()),
                new AudioDataRange(
                        FormatIds.SUBTYPE_PCM,
                        FormatIds.SPECIFIER_WAVEFORMATEX,
                        SynthEngine.CHANNELS,
                        Short.SIZE,
                        Short.SIZE,
                        traits.lowestRate(),
                        traits.highestRate()));
    }
}
