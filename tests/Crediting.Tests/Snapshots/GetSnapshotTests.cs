using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Snapshots;

/// <summary>GET /credits/snapshots/{snapshotId} (CR-16).</summary>
public sealed class GetSnapshotTests(ClosedLedger closed)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_exact_bytes_and_the_files_come_from_what_was_stored(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var (service, _) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        await service.CloseMayAsync();
        var snapshot = await service.SnapshotAsync("330211");
        var client = service.Client(Roles.Official, region: "330211", tier: "County");
        var path = $"/credits/snapshots/{SnapshotScenario.IdOf(snapshot)}";

        var bytes = await client.GetByteArrayAsync(new Uri($"{path}?format=canonical", UriKind.Relative), ct);
        Assert.Equal(snapshot.GetProperty("snapshot").Text("contentHash"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri($"{path}?format=csv", UriKind.Relative), ct));
        Assert.Contains("R1-2024-05-330211", csv, StringComparison.Ordinal);
        Assert.Contains("地区330211", csv, StringComparison.Ordinal);
        Assert.Contains(snapshot.GetProperty("head").Text("chainHash"), csv, StringComparison.Ordinal);
        var workbook = await client.GetByteArrayAsync(new Uri($"{path}?format=xlsx", UriKind.Relative), ct);
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        var signed = SignedReport.Read(await client.GetByteArrayAsync(new Uri($"{path}?format=signed", UriKind.Relative), ct));
        Assert.Equal(bytes, signed.Content);
        Assert.True(signed.Report.IsSigned(service.Services.GetRequiredService<PublicKeys>()));
        Assert.Equal(signed.Report.ChainHash, signed.Head!.ChainHash);
        Assert.Equal("parameter_invalid", (await client.RefusedAsync($"{path}?format=pdf", HttpStatusCode.BadRequest)).Code);

        await service.DeliverAsync(SnapshotScenario.RegionsMessage(version: 2, name: id => $"改名{id}"), ct: ct);
        Assert.Equal(csv, Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri($"{path}?format=csv", UriKind.Relative), ct)));
        Assert.Equal(Contents(workbook), Contents(await client.GetByteArrayAsync(new Uri($"{path}?format=xlsx", UriKind.Relative), ct)));
    }

    /// <summary>The files of a workbook but for its properties, which keep when it was written.</summary>
    static List<(string Name, string Text)> Contents(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return [.. zip.Entries.Where(entry => entry.FullName != "docProps/core.xml").Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (entry.FullName, reader.ReadToEnd());
        })];
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_snapshots_of_what_lies_in_their_region(Engine engine)
    {
        var service = await closed.OnAsync(engine);
        var county = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330211"))}";
        var prefecture = $"/credits/snapshots/{SnapshotScenario.IdOf(await service.SnapshotAsync("330200"))}";

        Assert.Equal("snapshot_not_found", (await service.Official("330211").RefusedAsync(prefecture, HttpStatusCode.NotFound)).Code);
        await service.Client(Roles.Official, region: "330000", tier: "Province").GetJsonAsync(county);
        Assert.Equal(
            "snapshot_not_found", (await service.Client(Roles.Auditor)
                .RefusedAsync($"/credits/snapshots/{Guid.CreateVersion7()}", HttpStatusCode.NotFound)).Code);
        await service.IsForAsync(HttpMethod.Get, county, Roles.Official, Roles.Auditor, Roles.Operator);
    }
}
