using System.Text.Json;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Subsidies;

/// <summary>GET /ordering/subsidies.</summary>
public sealed class ListSubsidiesTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_programs_newest_first_and_page_by_page(Engine engine)
    {
        var scenario = await SubsidyScenario.OpenAsync(await shared.OnAsync(engine));
        var older = await scenario.RegisterAsync();
        var newer = await scenario.RegisterAsync();
        var reader = scenario.Fixture.Seller(scenario.SupplierId);

        List<Guid> seen = [];
        for (var next = $"{SubsidyScenario.Path}?size=1"; ;)
        {
            var page = JsonElement.Parse(await reader.GetStringAsync(next, Ct));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("programId").GetGuid()));
            if (page.GetProperty("next").GetString() is not { } after)
            {
                break;
            }

            next = $"{SubsidyScenario.Path}?size=1&after={Uri.EscapeDataString(after)}";
        }

        Assert.Equal(seen.Distinct(), seen);
        // Two of the same instant lie by their ids.
        Assert.Equal([newer.ProgramId, older.ProgramId], seen.Where(id => id == newer.ProgramId || id == older.ProgramId));
    }
}
