package jointdit.ui;

import java.util.List;
import java.util.Optional;
import jointdit.spark.FoundModel;
import jointdit.spark.ModelShelf;

/** The models of a shelf as they were last listed, for looking through folders takes time. */
final class Models {
    private final ModelShelf shelf;
    private volatile List<FoundModel> last = List.of();

    Models(ModelShelf shelf) {
        this.shelf = shelf;
    }

    /** All that are there now. */
    List<FoundModel> list() {
        last = shelf.models();
        return last;
    }

    /** The model of an id; looks anew for one that is not known. */
    Optional<FoundModel> find(String id) {
        return find(last, id).or(() -> find(list(), id));
    }

    private static Optional<FoundModel> find(List<FoundModel> models, String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }
}
