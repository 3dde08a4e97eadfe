using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Templates;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Templates;

/// <summary>
/// A unit with a dock, a product, and a template of it; the service looks for templates often. Today is Friday, 20 November 2026, so that
/// the first week is that of the 23rd.
/// </summary>
sealed record TemplateScenario(OrderingFixture Fixture, Guid UnitId, Guid DockId, Guid SupplierId, Guid ProductId)
{
    public static DateOnly FirstWeek { get; } = new(2026, 11, 23);

    public HttpClient Buyer => Fixture.Purchaser(UnitId);

    /// <summary>A service of its own, whose clock is moved.</summary>
    public static Task<OrderingFixture> OpenServiceAsync(Engine engine, bool looks = true) =>
        OrderingFixture.OpenAsync(engine, new() { ["Templates:LookEvery"] = looks ? "00:00:00.050" : "1.00:00:00" });

    public static async Task<TemplateScenario> OpenAsync(OrderingFixture fixture)
    {
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        return new TemplateScenario(
            fixture, unitId, await fixture.NewDockAsync(unitId), supplierId, await fixture.NewProductAsync(supplierId));
    }

    /// <summary>20 jin on Mondays and 100 on Wednesdays, ordered five days ahead; tests change what they want to be otherwise.</summary>
    public TemplateRequest Content() => new()
    {
        Name = "秋季周菜单",
        ValidFrom = Today,
        PlaceAheadDays = 5,
        Lines = [Line(DayOfWeek.Monday, 20), Line(DayOfWeek.Wednesday, 100)],
    };

    public TemplateRequest.Line Line(DayOfWeek weekday, decimal quantity) =>
        new() { Weekday = weekday, DockId = DockId, ProductId = ProductId, Quantity = Quantity.Of(quantity) };

    public FileTemplate.Request Request(TemplateRequest? content = null) =>
        new() { TemplateId = Guid.CreateVersion7(), UnitId = UnitId, Template = content ?? Content() };

    public async Task<TemplateView> FileAsync(TemplateRequest? content = null)
    {
        using var answer = await Buyer.PostOnceAsync("/ordering/templates", Request(content), ct: Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return await ReadAsync<TemplateView>(answer);
    }

    public async Task<TemplateView> SeeAsync(Guid templateId)
    {
        using var answer = await Buyer.GetAsync($"/ordering/templates/{templateId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<TemplateView>(answer);
    }

    public async Task<IReadOnlyList<ListTemplateRuns.RunView>> RunsAsync(Guid templateId)
    {
        using var answer = await Buyer.GetAsync($"/ordering/templates/{templateId}/runs", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await ReadAsync<ListTemplateRuns.View>(answer)).Runs;
    }

    /// <summary>Waits until so many weeks are done, the last first.</summary>
    public async Task<IReadOnlyList<ListTemplateRuns.RunView>> RunsAsync(Guid templateId, int count)
    {
        await Eventually.TrueAsync(async () => (await RunsAsync(templateId)).Count >= count, $"{count} weeks", ct: Ct);
        return await RunsAsync(templateId);
    }

    /// <summary>Puts a change of the template's state.</summary>
    public static Func<HttpClient, Task<HttpResponseMessage>> Put(Guid templateId, string change, long version) =>
        caller => caller.PutIfMatchAsync($"/ordering/templates/{templateId}/{change}", new { }, version, Ct);

    public async Task<TemplateView> PutAsync(Guid templateId, string change, long version)
    {
        using var answer = await Put(templateId, change, version)(Buyer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await ReadAsync<TemplateView>(answer);
    }

    public IReadOnlyList<OrderSubmitted> Submitted() => Fixture.Told<OrderSubmitted>(order => order.UnitId == UnitId);
}
