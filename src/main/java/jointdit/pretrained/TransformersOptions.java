package jointdit.pretrained;

import static jointdit.config.Check.argument;

/**
 * Options that transformers writes into every {@code config.json}, whatever the network: how to train it, how to sample
 * text from it, what to return, where it came from. None changes what a forward pass computes; those few that could are
 * checked.
 */
public final class TransformersOptions {
    private static final String[] ORIGIN = {
        "architectures",
        "model_type",
        "transformers_version",
        "torch_dtype",
        "dtype",
        "_attn_implementation",
        "_attn_implementation_autoset",
        "attn_implementation",
        "tokenizer_class",
        "finetuning_task",
        "task_specific_params",
        "problem_type",
        "id2label",
        "label2id",
        "prefix",
    };
    private static final String[] TRAINING = {
        "initializer_factor",
        "initializer_range",
        "gradient_checkpointing",
        "dropout",
        "dropout_rate",
        "attention_dropout",
        "attention_probs_dropout_prob",
        "hidden_dropout_prob",
        "classifier_dropout",
        "tie_word_embeddings",
        "tie_encoder_decoder",
    };
    private static final String[] RUNNING = {
        "torchscript",
        "tf_legacy_loss",
        "use_bfloat16",
        "use_cache",
        "chunk_size_feed_forward",
        "output_attentions",
        "output_hidden_states",
        "output_past",
        "return_dict",
        "is_encoder_decoder",
        "cross_attention_hidden_size",
    };
    private static final String[] TOKENS = {
        "bos_token_id", "eos_token_id", "pad_token_id", "sep_token_id", "decoder_start_token_id",
    };
    private static final String[] SAMPLING = {
        "bad_words_ids",
        "begin_suppress_tokens",
        "diversity_penalty",
        "do_sample",
        "early_stopping",
        "encoder_no_repeat_ngram_size",
        "exponential_decay_length_penalty",
        "forced_bos_token_id",
        "forced_eos_token_id",
        "length_penalty",
        "max_length",
        "min_length",
        "no_repeat_ngram_size",
        "num_beam_groups",
        "num_beams",
        "num_return_sequences",
        "output_scores",
        "remove_invalid_values",
        "repetition_penalty",
        "return_dict_in_generate",
        "suppress_tokens",
        "temperature",
        "top_k",
        "top_p",
        "typical_p",
    };

    private TransformersOptions() {}

    /**
     * Passes over the options of every network. Those of them that a network needs, such as {@code pad_token_id}, may
     * still be read.
     *
     * @return {@code config}
     * @throws IllegalArgumentException if it is of a decoder with cross attention or of a network with heads pruned
     */
    public static ModelConfig ignore(ModelConfig config) {
        config.ignore(ORIGIN)
                .ignore(TRAINING)
                .ignore(RUNNING)
                .ignore(TOKENS)
                .ignore(SAMPLING)
                .only("add_cross_attention", false)
                .only("is_decoder", false)
                .ignore("pruned_heads");
        argument(
                !config.has("pruned_heads")
                        || config.block("pruned_heads").keys().isEmpty(),
                "Option pruned_heads of %s names heads; supported here: none",
                config.place());
        return config;
    }
}
