using System.Net;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

/// <summary>Ready is who can reach what it needs; alive is who answers.</summary>
public sealed class ReadyTests
{
    [Fact]
    public async Task A_service_whose_database_is_gone_is_alive_but_not_ready()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var tally = await TallyService.StartAsync(Engine.PostgreSql, ct);
        using var client = tally.ClientWith(null);
        await Eventually.EqualAsync(HttpStatusCode.OK, () => StatusAsync("/health/ready"), ct: ct);

        await (await PostgresServer.SharedAsync()).DropDatabaseAsync(tally.ConnectionString, ct);

        await Eventually.EqualAsync(HttpStatusCode.ServiceUnavailable, () => StatusAsync("/health/ready"), ct: ct);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var answer = await client.GetAsync(path, ct);
            return answer.StatusCode;
        }
    }
}
