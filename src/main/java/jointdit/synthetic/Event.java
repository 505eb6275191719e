package jointdit.synthetic;

import static jointdit.config.Check.argument;

/**
 * Something that is seen and heard at one moment.
 *
 * @param atSeconds time from the start of the clip
 * @param strength loudness, in (0, 1]
 */
public record Event(double atSeconds, double strength) {
    public Event {
        argument(atSeconds >= 0, "An event needs a time of at least 0, found %s", atSeconds);
        argument(0 < strength && strength <= 1, "Strength must lie in (0, 1], found %s", strength);
    }
}
