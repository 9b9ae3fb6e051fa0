/* The test vectors of docs/ledger.md: whoever writes a second verifier starts
 * here, and a change of the format cannot pass unseen. */
#include <string.h>

#include "base/test.h"
#include "ledger/proof.h"
#include "ledger/sample.h"

static const char *hex(Digest digest)
{
    return digest_hex(test_op()->arena, &digest);
}

static Bytes encoded(const Record *record)
{
    Bytes bytes = { 0 };
    CHECK_INT(record_encode(test_op(), record, &bytes), OK);
    return bytes;
}

/* Vectors 3 to 5: the plain records 0 … 6, each continuing the one before. */
static void chain(size_t count, Twin *leaves)
{
    DIGESTER_SCOPE(digester);
    Record record;
    for (size_t i = 0; i < count; i++) {
        record = sample_record(i);
        if (i > 0)
            record.prev = leaves[i - 1].of[DIGEST_SM3];
        leaves[i] = tree_leaf_twin(&digester, encoded(&record));
    }
}

TEST(vector_1_the_first_record)
{
    DIGESTER_SCOPE(digester);
    Record record = sample_record(0);
    Bytes bytes = encoded(&record);
    CHECK_TEXT(bytes_hex(test_op()->arena, bytes),
               "0001101112131415161718191a1b1c1d1e1f0000000000000000000000000000"
               "00000000000000000000000000000000000000000000000000000006128f5079"
               "160000004d4700066f66666963650002503300000000000d746f7069632e7072"
               "6f706f7365000000000000000000000000000000000000c1c1c1c1c1c1c1c1c1"
               "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c2c2c2c2c2c2c2c2c2"
               "c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c3c3c3c3c3c3c3c3c3"
               "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c30000000000025431");
    CHECK_TEXT(hex(tree_leaf(&digester, DIGEST_SM3, bytes)),
               "c73333f91f8d414d1ffa877cf5f6b28231f92a2d0ba7ea2930cd49af272318fb");
    CHECK_TEXT(hex(tree_leaf(&digester, DIGEST_SHA256, bytes)),
               "4c550b4b0b594260ec87cabd7f1d6c0383678ddcb91ea7f6417a3ec2728ce6f1");
}

TEST(vector_2_a_record_with_every_kind_of_field)
{
    DIGESTER_SCOPE(digester);
    Record record = sample_rich_record(test_op()->arena, 5);
    Bytes bytes = encoded(&record);
    CHECK_TEXT(bytes_hex(test_op()->arena, bytes),
               "0001101112131415161718191a1b1c1d1e1f0000000000000005aaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0006128f5079"
               "160000004d4700066f66666963650002503300066f666669636500025034000d"
               "746f7069632e70726f706f736500025431000000000000000000000000000000"
               "05c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1"
               "c1c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2c2"
               "c2c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3"
               "c300050006657261736573040000001100010000000000000000000570686f6e"
               "6500076f70696e696f6e0200000020a0ad3bd70bf9b17a58f9db6a7056f6c3fb"
               "c9fe5dc784ea8c7c93e5fff9cbd3d0000570686f6e6501000000202ab58bc7a7"
               "c99422f989c5acd6de153ea72cee1ecf44bf4d742f4104b5a523d80004736361"
               "6e0300000028000000000000000414990076e0ca64e8e9c4425fad30a7d2c6f8"
               "744e265c55ca6984872d6a0b2fae00057469746c650000000012e9ab98e6b8a9"
               "e6b4a5e8b4b4e58f91e694be000000025431");
    CHECK_TEXT(hex(tree_leaf(&digester, DIGEST_SM3, bytes)),
               "fb2083720961591f3e2b980ef982beac479efe72f155ab19fa148b85116af1c9");
    CHECK_TEXT(hex(tree_leaf(&digester, DIGEST_SHA256, bytes)),
               "dde687ffb55ec5733a13093e5d8bbb9fe0898b294aa8d914230fa56638d219c7");
}

TEST(vector_3_roots_of_seven_records)
{
    DIGESTER_SCOPE(digester);
    Twin leaves[7];
    Frontier frontiers[TREE_KINDS];
    chain(7, leaves);
    for (unsigned kind = 0; kind < TREE_KINDS; kind++) {
        frontier_init(&frontiers[kind], (DigestKind)kind);
        for (size_t i = 0; i < 7; i++)
            frontier_append(&digester, &frontiers[kind], &leaves[i].of[kind]);
    }
    CHECK_TEXT(hex(frontier_root(&frontiers[DIGEST_SM3])),
               "5b300e175c7c114a14242d79174584bd567d28e89f83e88cd95d27b0f4132f91");
    CHECK_TEXT(hex(frontier_root(&frontiers[DIGEST_SHA256])),
               "de45e9758fb509f8bd048e7d76663bf5cd2d41cc7b66eba62856f6e33bb0ad97");
    CHECK_TEXT(
        bytes_hex(test_op()->arena, frontier_encode(test_op()->arena, &frontiers[DIGEST_SM3])),
        "0000000000000007a314665bdc76b8539af648de3a5d0c8abb723ef7304923e9"
        "ec5b4385a1a0f24f30bead0f3a0576c9035f16f63dcbeb252a4c82e8f81c706e"
        "6f6a054f8b4999622e867bd6c2efe525e13addb33658886f1568ec4c39c41121"
        "0e076290ef5a2a74");
}

TEST(vector_4_proofs_over_seven_records)
{
    Twin leaves[7];
    Digest sm3[7];
    chain(7, leaves);
    for (size_t i = 0; i < 7; i++)
        sm3[i] = leaves[i].of[DIGEST_SM3];
    LeafRun run = { sm3, 7 };
    TreeSource source = tree_source_of_leaves(DIGEST_SM3, &run);
    Proof proof;
    NEED_OK(tree_prove_inclusion(test_op(), &source, 4, 7, &proof));
    CHECK_INT(proof.count, 3);
    CHECK_TEXT(hex(proof.path[0]),
               "83d6d9fc21d7c78976a5b026911c13b8c99423c4fc56698f8bb06a0cb59e98b9");
    CHECK_TEXT(hex(proof.path[1]),
               "2e867bd6c2efe525e13addb33658886f1568ec4c39c411210e076290ef5a2a74");
    CHECK_TEXT(hex(proof.path[2]),
               "a314665bdc76b8539af648de3a5d0c8abb723ef7304923e9ec5b4385a1a0f24f");
    NEED_OK(tree_prove_consistency(test_op(), &source, 3, 7, &proof));
    CHECK_INT(proof.count, 4);
    CHECK_TEXT(hex(proof.path[0]),
               "f41e93258d5c88557f2f7928d749aafaf3c11841b1c2dfbed4c7753b1b6a0d2b");
    CHECK_TEXT(hex(proof.path[3]),
               "a4a0dc1de31c1731988b1e629d5bf43e1720583728a5c0b62b247ac13d4fa225");
}

TEST(vector_5_commitments)
{
    Salt salt = sample_salt(7);
    CHECK_TEXT(
        hex(value_commitment(&salt, sample_log(), 5, "phone", bytes_of_text("13800000000"))),
        "2ab58bc7a7c99422f989c5acd6de153ea72cee1ecf44bf4d742f4104b5a523d8");
    FileRef ref = file_ref_of(test_op()->arena, &salt, sample_log(), bytes_of_text("scan"));
    CHECK_TEXT(hex(ref.digest),
               "14990076e0ca64e8e9c4425fad30a7d2c6f8744e265c55ca6984872d6a0b2fae");
    uint8_t *large = arena_alloc(test_op()->arena, FILE_CHUNK_BYTES + 1);
    ref = file_ref_of(test_op()->arena, &salt, sample_log(),
                      (Bytes){ large, FILE_CHUNK_BYTES + 1 });
    CHECK_TEXT(hex(ref.digest),
               "2df6d9daafcd584f7eb8da6f42db5c30162af199135ce907eaad54ec307ac4e4");
}
