package jointdit.hub;

/** Which of a network's weights are fetched. */
public enum Variant {
    /** Half precision where there is one, else full. */
    FP16,
    /** Full precision. */
    FULL
}
