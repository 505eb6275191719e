package jointdit.job;

import static java.util.stream.Collectors.joining;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.media.BadClip;
import jointdit.media.Clip;
import jointdit.media.ContactSheet;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.LogMel;
import jointdit.media.MediaDecoder;
import jointdit.media.Png;
import jointdit.spark.Storage;
import jointdit.spark.evaluate.EvaluateReport.ShownClip;

/**
 * Clips of an evaluation's page, with their videos and contact sheets inside.
 *
 * @param storage where they lie
 * @param decode size and rates of the contact sheets
 */
record ReportCards(Storage storage, DecodeConfig decode) {
    /** Longer files would make the page too heavy. */
    private static final int LONGEST = 4 << 20;

    String html(List<ShownClip> clips) {
        return clips.stream().map(this::card).collect(joining("\n"));
    }

    private String card(ShownClip clip) {
        var videos = uris(clip)
                .map(uri -> "<figure>%s%s<figcaption>%s</figcaption></figure>"
                        .formatted(video(uri), uri.equals(clip.uri()) ? strip(clip) : "", name(clip, uri)))
                .collect(joining("\n"));
        var sheets = uris(clip)
                .map(uri -> "<figure>%s<figcaption>%s</figcaption></figure>".formatted(sheet(uri), name(clip, uri)))
                .collect(joining("\n"));
        return Template.ofReport("card.html")
                .fill(Map.of(
                        "id", clip.clipId(),
                        "why", clip.why(),
                        "caption", clip.caption(),
                        "videos", videos,
                        "sheets", sheets));
    }

    private static Stream<String> uris(ShownClip clip) {
        return Stream.of(clip.uri(), clip.referenceUri()).filter(uri -> !uri.isEmpty());
    }

    private static String name(ShownClip clip, String uri) {
        return uri.equals(clip.uri()) ? "This clip" : "Reference";
    }

    private String video(String uri) {
        var bytes = storage.read(uri);
        return bytes.length > LONGEST
                ? "<p class=\"why\">%s: too long to be shown here</p>".formatted(Template.escaped(uri))
                : "<video src=\"data:video/mp4;base64,%s\" controls loop playsinline preload=\"metadata\"></video>"
                        .formatted(Base64.getEncoder().encodeToString(bytes));
    }

    private String sheet(String uri) {
        try {
            Clip clip = new MediaDecoder(decode).clip(storage.read(uri), Cut.WHOLE);
            var png = Png.bytes(ContactSheet.of(clip, LogMel.audioldm2()));
            return "<img src=\"data:image/png;base64,%s\" alt=\"Frames and spectrogram\" loading=\"lazy\">"
                    .formatted(Base64.getEncoder().encodeToString(png));
        } catch (BadClip e) {
            return "<p class=\"why\">%s</p>".formatted(Template.escaped(e.getMessage()));
        }
    }

    private String strip(ShownClip clip) {
        var facts = Configs.read(clip.facts(), clip.clipId(), SyncFacts.class);
        return new EventStrip(facts.seen(), facts.heard(), facts.seconds(), 1 / decode.framesPerSecond()).svg();
    }
}
