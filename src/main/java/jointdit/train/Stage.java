package jointdit.train;

import java.util.List;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.tensor.Layout;
import jointdit.tensor.Scope;

/** Which weights learn. */
public enum Stage {
    /** Both towers, side by side without joint blocks. */
    EXPERT {
        @Override
        JointDiT model(Scope scope, JointConfig config, LatentShape shape) {
            return JointDiT.towersOnly(scope, config, shape);
        }

        @Override
        List<Layout.Group> groups(JointConfig model, TrainConfig train) {
            return List.of(new Layout.Group("^(video|audio)\\.", train.rates().lr()));
        }
    },
    /** Joint blocks with their AdaLN; the towers stay frozen. */
    A {
        @Override
        List<Layout.Group> groups(JointConfig model, TrainConfig train) {
            return List.of(new Layout.Group("^joint\\.", train.rates().lr()));
        }
    },
    /** Joint blocks, experts, inputs and outputs, each at its own rate. */
    B {
        @Override
        List<Layout.Group> groups(JointConfig model, TrainConfig train) {
            return List.of(
                    new Layout.Group("^joint\\.", train.rates().lr()),
                    new Layout.Group(
                            "^(video\\.%s|audio\\.%s)"
                                    .formatted(
                                            model.video().expertNames(),
                                            model.audio().expertNames()),
                            train.rates().lrExpert()),
                    new Layout.Group("^(video|audio)\\.", train.rates().lrIo()));
        }
    };

    /** The network of this stage. */
    JointDiT model(Scope scope, JointConfig config, LatentShape shape) {
        return JointDiT.of(scope, config, shape);
    }

    /** Learning weights with their rates; the rest is frozen. */
    abstract List<Layout.Group> groups(JointConfig model, TrainConfig train);
}
