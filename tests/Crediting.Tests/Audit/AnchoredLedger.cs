using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Marketplace.Verifier;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>
/// A ledger of four blocks with the closing of May at the end of the first, the snapshot of 镇海 signed by its official, all heads witnessed;
/// somebody with the password of the database's owner, and what a third party keeps of it.
/// </summary>
static class AnchoredLedger
{
    public const string County = "330211";

    public static async Task<ServiceUnderTest<CreditingDb>> StartAsync(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await service.CloseMayAsync();
        Assert.Equal(201, (await service.SignAsync(await service.SnapshotAsync(County), County)).Status);
        for (var block = 2; block <= 4; block++)
        {
            clock.Now = clock.Now.AddDays(1);
            await service.SellAsync(day: "2024-06-09");
            await service.SealAsync();
        }

        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
        return service;
    }

    extension(ServiceUnderTest<CreditingDb> service)
    {
        public string KeysPath => Path.Combine(service.Folder, "public-keys.pem");

        /// <summary>Seals, signs and witnesses as a process does that was started after the database was changed.</summary>
        public async Task SealAsRestartedAsync()
        {
            var ct = TestContext.Current.CancellationToken;
            await using var scope = service.OpenDb(out var db);
            using var tree = new BlockTree();
            await service.Services.GetRequiredService<SealLedger>().SealAsync(db, ct);
            await ActivatorUtilities.CreateInstance<SignHeads>(service.Services, tree).SignAsync(db, ct);
            await service.WitnessAsync();
        }

        /// <summary>The faults of heads: where, what, which.</summary>
        public async Task<IReadOnlyList<string>> HeadFaultsAsync() => [.. (await service.VerifyAsync()).List("headDifferences")
            .Select(found => $"{found.Text("source")} {found.Text("fault")} {found.Number("number")}")];

        /// <summary>The command of the process, with the witness and the keys that an auditor brings.</summary>
        public Task<(int Code, string Output)> VerifyByCommandAsync() =>
            service.RunAsync(VerifyLedger.CommandAsync, "--witness", service.WitnessPath, "--keys", service.KeysPath);

        /// <summary>Downloads the signed report of the county, and what the command without a service says of it.</summary>
        public async Task<(int Code, string Output)> VerifyReportAsync(bool withWitness = true)
        {
            var snapshot = await service.SnapshotAsync(County);
            var report = await service.DownloadAsync($"/credits/snapshots/{SnapshotScenario.IdOf(snapshot)}?format=signed", "report.json");
            return await RunAsync(
                ["--keys", service.KeysPath, report, .. withWitness ? (string[])["--witness", service.WitnessPath] : []]);
        }

        public async Task<string> DownloadAsync(string path, string name)
        {
            var ct = TestContext.Current.CancellationToken;
            var file = Path.Combine(service.Folder, name);
            await File.WriteAllBytesAsync(
                file, await service.Client(Roles.Auditor).GetByteArrayAsync(new Uri(path, UriKind.Relative), ct), ct);
            return file;
        }
    }

    /// <summary>The command that needs no service and no database.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        return (await VerifyFiles.RunAsync(args, output, TestContext.Current.CancellationToken), output.ToString());
    }

    /// <summary>Changes an entry, and makes leaves, roots and chain fit, as the owner of the database could.</summary>
    public static async Task RewriteAsync(CreditingDb db, Tampering tampering, long entryNo)
    {
        await tampering.RunAsync($"UPDATE credit_entries SET flags = 'AutoAccepted' WHERE entry_no = {entryNo}");
        var ct = TestContext.Current.CancellationToken;
        var before = LedgerBlock.Genesis;
        foreach (var block in await db.LedgerBlocks.AsNoTracking().OrderBy(block => block.BlockNo).ToListAsync(ct))
        {
            byte[][] leaves = [.. (await db.CreditEntries.AsNoTracking()
                .Where(entry => entry.EntryNo >= block.FirstEntryNo && entry.EntryNo <= block.LastEntryNo)
                .OrderBy(entry => entry.EntryNo).ToListAsync(ct)).Select(LedgerBlock.LeafOf)];
            var root = MerkleTree.Root(leaves);
            var where = $"block_no = {block.BlockNo}";
            await tampering.SetAsync("ledger_blocks", "leaves", leaves.SelectMany(leaf => leaf).ToArray(), where);
            await tampering.SetAsync("ledger_blocks", "root", root, where);
            before = SealedBlock.Chain(before, block.FirstEntryNo, block.LastEntryNo, root);
            await tampering.SetAsync("ledger_blocks", "chain_hash", before, where);
        }
    }

    /// <summary>Takes the last block out, with its entries, its head and what was added up of them.</summary>
    public static async Task CutOffAsync(CreditingDb db, Tampering tampering)
    {
        var ct = TestContext.Current.CancellationToken;
        var last = await db.LedgerBlocks.AsNoTracking().OrderByDescending(block => block.BlockNo).FirstAsync(ct);
        var lines = await db.CreditEntries.Where(entry => entry.EntryNo >= last.FirstEntryNo).Select(entry => entry.LineId).Distinct()
            .ToListAsync(ct);
        await tampering.RunAsync($"DELETE FROM tree_heads WHERE number = {last.BlockNo}");
        await tampering.RunAsync($"DELETE FROM ledger_blocks WHERE block_no = {last.BlockNo}");
        await tampering.RunAsync($"DELETE FROM credit_entries WHERE entry_no >= {last.FirstEntryNo}");
        await tampering.RunAsync($"UPDATE ledger_heads SET entry_no = {last.FirstEntryNo - 1}");
        await db.SaleLines.Where(line => lines.Contains(line.LineId)).ExecuteDeleteAsync(ct);
    }
}
