package jointdit.evaluate.sync;

import jointdit.media.Video;

/** A ball hits the floor. */
record BounceWatch() implements SceneWatch {
    @Override
    public Seen seen(Video video) {
        var track = BallTrack.of(video);
        return new Seen(
                FloorHits.of(track, video.framesPerSecond()),
                track.whole(),
                video.frames().size());
    }
}
