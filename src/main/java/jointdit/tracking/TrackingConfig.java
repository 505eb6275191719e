package jointdit.tracking;

import static jointdit.config.Check.argument;

import java.util.Optional;

/**
 * Where runs are tracked, the {@code tracking} block of a configuration file.
 *
 * @param mlflow a server of MLflow
 */
public record TrackingConfig(Mlflow mlflow) {
    /**
     * A server of MLflow.
     *
     * @param uri such as {@code http://localhost:5000}; without it nothing is tracked
     * @param experiment name of the experiment, made if it is not there
     */
    public record Mlflow(Optional<String> uri, String experiment) {
        public Mlflow {
            uri.ifPresent(found -> argument(
                    found.matches("https?://.+"), "mlflow.uri must begin with http:// or https://, found %s", found));
            argument(!experiment.isBlank(), "mlflow.experiment must not be empty");
        }
    }
}
