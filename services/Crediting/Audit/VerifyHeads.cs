using System.Runtime.CompilerServices;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>What is wrong between the ledger and a signed head.</summary>
public enum HeadFault
{
    /// <summary>No key that is believed has signed the head as it is: it was put in by hand, replaced or changed.</summary>
    HeadForged = 1,

    /// <summary>A number between others that no head has.</summary>
    HeadMissing = 2,

    /// <summary>The ledger up to the head is another than was signed: entries were changed and everything above them made to fit.</summary>
    LedgerRewritten = 3,

    /// <summary>The ledger ends before the head: its last blocks were taken out.</summary>
    LedgerTruncated = 4,
}

/// <summary>Where a head was read.</summary>
public enum HeadSource
{
    Database = 1,
    Witness = 2,
}

/// <summary>Holds the signed heads of the database and of a witness against the ledger as it is, block by block in their order.</summary>
sealed class VerifyHeads(CreditingDb db, PublicKeys keys, WitnessCopy? witness, int faultsMax)
{
    const int HeadsAtOnce = 500;

    readonly List<Found> _found = [];

    /// <param name="Source">Where the head was read.</param>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Number">The head.</param>
    /// <param name="SignedAt">When it was signed; null when it is missing.</param>
    /// <param name="Detail">What differs, and since when.</param>
    public sealed record Found(HeadSource Source, HeadFault Fault, long Number, DateTimeOffset? SignedAt, string Detail);

    public IReadOnlyList<Found> Faults => _found;

    /// <summary>The last head of the database that agrees with the ledger, all before it too.</summary>
    public SignedTreeHead? LastOfDatabase { get; private set; }

    /// <summary>The same of the witness: what was changed was posted after it.</summary>
    public SignedTreeHead? LastOfWitness { get; private set; }

    /// <summary>Reads the heads beside the blocks.</summary>
    public async Task<Reading> BeginAsync(CancellationToken ct)
    {
        var ofDatabase = new Source(HeadSource.Database, StoredAsync(ct).GetAsyncEnumerator(ct));
        var ofWitness = new Source(HeadSource.Witness, (witness?.HeadsAsync(ct) ?? NoneAsync()).GetAsyncEnumerator(ct));
        await ofDatabase.MoveAsync();
        await ofWitness.MoveAsync();
        return new Reading(this, [ofDatabase, ofWitness]);
    }

    /// <summary>The heads as far as the blocks were read.</summary>
    public sealed class Reading : IAsyncDisposable
    {
        readonly VerifyHeads _verify;
        readonly Source[] _sources;
        SignedTreeHead? _ledger;

        internal Reading(VerifyHeads verify, Source[] sources) => (_verify, _sources) = (verify, sources);

        /// <summary>The next block, with the root of the tree up to it as it follows from the entries.</summary>
        public async Task BlockAsync(LedgerBlock block, byte[] treeRoot)
        {
            _ledger = new SignedTreeHead
            {
                Number = block.BlockNo,
                Entries = block.LastEntryNo,
                ChainHash = Convert.ToHexStringLower(block.ChainHash),
                TreeRoot = Convert.ToHexStringLower(treeRoot),
                SignedAt = block.SealedAt,
                KeyId = "",
                Signature = "",
            };
            foreach (var source in _sources)
            {
                for (; source.Head is { } head && head.Number <= block.BlockNo; await source.MoveAsync())
                {
                    _verify.Compare(source, head, _ledger);
                }
            }
        }

        /// <summary>There are no more blocks.</summary>
        public async Task EndAsync()
        {
            foreach (var source in _sources)
            {
                for (; source.Head is { } head; await source.MoveAsync())
                {
                    _verify.Beyond(source, head, _ledger);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var source in _sources)
            {
                await source.DisposeAsync();
            }
        }
    }

    /// <summary>The heads of a source in their order, the next one in front.</summary>
    internal sealed class Source(HeadSource name, IAsyncEnumerator<SignedTreeHead> heads) : IAsyncDisposable
    {
        public HeadSource Name => name;

        public SignedTreeHead? Head { get; private set; }

        /// <summary>The one before.</summary>
        public SignedTreeHead? Before { get; private set; }

        /// <summary>Whether all so far agree with the ledger.</summary>
        public bool Agrees { get; set; } = true;

        public async ValueTask MoveAsync() => (Before, Head) = (Head ?? Before, await heads.MoveNextAsync() ? heads.Current : null);

        public ValueTask DisposeAsync() => heads.DisposeAsync();
    }

    void Compare(Source source, SignedTreeHead head, SignedTreeHead ledger)
    {
        if (!IsInPlace(source, head))
        {
            return;
        }

        if (!head.IsSameLedger(ledger))
        {
            Add(
                source,
                HeadFault.LedgerRewritten,
                head,
                head.Number < ledger.Number
                    ? $"The ledger has no block {head.Number}, which was signed {head.SignedAt:u} with {head.Entries} entries."
                    : $"Signed {head.SignedAt:u} with {head.Entries} entries and chain hash {head.ChainHash}, the ledger has there "
                    + $"{ledger.Entries} entries and {ledger.ChainHash}.{Since(source)}");
        }
        else if (source.Agrees)
        {
            (LastOfDatabase, LastOfWitness) =
                source.Name == HeadSource.Database ? (head, LastOfWitness) : (LastOfDatabase, head);
        }
    }

    void Beyond(Source source, SignedTreeHead head, SignedTreeHead? last)
    {
        if (IsInPlace(source, head))
        {
            Add(
                source,
                HeadFault.LedgerTruncated,
                head,
                $"Signed {head.SignedAt:u} with {head.Entries} entries, the ledger ends with block {last?.Number ?? 0} and entry "
                + $"{last?.Entries ?? 0}.{Since(source)}");
        }
    }

    /// <summary>Whether a head follows the one before and is signed; it says nothing of the ledger otherwise.</summary>
    bool IsInPlace(Source source, SignedTreeHead head)
    {
        if (head == source.Before)
        {
            // A witness writes a head again when it may not have been written before.
            return false;
        }

        if (!head.IsSigned(keys))
        {
            Add(
                source,
                HeadFault.HeadForged,
                head,
                keys.Ids.Contains(head.KeyId)
                    ? $"The signature of {head.SignedAt:u} is not that of its key."
                    : $"No key {head.KeyId} is believed.");
            return false;
        }

        var before = source.Before?.Number ?? 0;
        if (head.Number > before + 1)
        {
            Add(source, HeadFault.HeadMissing, before + 1, signedAt: null, $"There is none between {before} and {head.Number}.");
        }

        return true;
    }

    string Since(Source source)
    {
        var last = source.Name == HeadSource.Database ? LastOfDatabase : LastOfWitness;
        return last is null ? " No head before it agrees." : $" Up to entry {last.Entries}, signed {last.SignedAt:u}, all is as it was.";
    }

    void Add(Source source, HeadFault fault, SignedTreeHead head, string detail) => Add(source, fault, head.Number, head.SignedAt, detail);

    void Add(Source source, HeadFault fault, long number, DateTimeOffset? signedAt, string detail)
    {
        source.Agrees = false;
        if (_found.Count < faultsMax)
        {
            _found.Add(new Found(source.Name, fault, number, signedAt, detail));
        }
    }

    async IAsyncEnumerable<SignedTreeHead> StoredAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = long.MinValue; ;)
        {
            var some = await db.TreeHeads.AsNoTracking().Where(head => head.Number > last).OrderBy(head => head.Number)
                .Take(HeadsAtOnce).ToListAsync(ct);
            foreach (var head in some)
            {
                yield return head;
            }

            if (some.Count < HeadsAtOnce)
            {
                yield break;
            }

            last = some[^1].Number;
        }
    }

    static async IAsyncEnumerable<SignedTreeHead> NoneAsync()
    {
        await Task.CompletedTask;
        yield break;
    }
}
