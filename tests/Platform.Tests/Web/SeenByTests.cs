using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>Members that not everybody sees, and the endpoints that read them.</summary>
public sealed class SeenByTests
{
    static readonly JsonSerializerOptions Options = Configured();

    [Fact]
    public void Each_viewer_is_shown_its_own_members_and_null_or_the_end_of_others()
    {
        Assert.Equal("""{"name":"茶","priceFen":4651,"number":"26512000000012345678"}""", Written(Viewers.Buyer));
        Assert.Equal("""{"name":"茶","priceFen":4651,"number":"****5678"}""", Written(Viewers.Supplier));
        Assert.Equal("""{"name":"茶","priceFen":4651,"number":"26512000000012345678"}""", Written(Viewers.Supplier | Viewers.Buyer));
        Assert.Equal("""{"name":"茶","priceFen":null,"number":"****5678"}""", Written(Viewers.Carrier));
        Assert.Equal("""{"name":"茶","priceFen":null,"number":"****5678"}""", Written(Viewers.None));
    }

    [Theory]
    [InlineData("1", "****")]
    [InlineData("1234", "****")]
    [InlineData("12345", "****2345")]
    public void A_short_number_is_masked_as_a_whole(string number, string masked) => Assert.Equal(masked, Masked.Text(number));

    [Fact]
    public void A_member_that_could_not_be_hidden_is_refused()
    {
        Assert.Contains("nullable", Refused(new NotNullable(1)), StringComparison.Ordinal);
        Assert.Contains("IView", Refused(new NoView(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sensitive_in_an_answer_is_found_however_deep()
    {
        Assert.Equal(DataClass.Commercial | DataClass.Reference, SensitiveAnswers.In(typeof(Page<Outer>)));
        Assert.Equal(DataClass.None, SensitiveAnswers.In(typeof(Page<ThingView>)));
    }

    [Fact]
    public async Task A_service_with_an_endpoint_that_reads_what_is_sensitive_and_records_nothing_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Site.StartAsync(app => app.MapService("shop", "商店 Shop")
            .MapGet("/priced", () => TypedResults.Ok(new Outer([]))).WithName("GetPriced").ForEveryRole()));

        Assert.Contains("RecordsAccess", failure.Message, StringComparison.Ordinal);
    }

    static string Written(Viewers seenAs) =>
        JsonSerializer.Serialize(new Priced { SeenAs = seenAs, Name = "茶", PriceFen = 4651, Number = "26512000000012345678" }, Options);

    static string Refused(object view) =>
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(view, view.GetType(), Options)).Message;

    static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions();
        Json.Configure(options);
        return options;
    }

    sealed record Priced : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required string Name { get; init; }

        [SeenBy(Viewers.Buyer | Viewers.Supplier, DataClass.Commercial)]
        public required long? PriceFen { get; init; }

        [SeenBy(Viewers.Buyer, DataClass.Reference, IsMasked = true)]
        public required string? Number { get; init; }
    }

    sealed record Outer(IReadOnlyList<Priced> Inner);

    sealed record NotNullable([property: SeenBy(Viewers.Buyer, DataClass.Commercial)] long PriceFen) : IView
    {
        [JsonIgnore]
        public Viewers SeenAs => Viewers.None;
    }

    sealed record NoView([property: SeenBy(Viewers.Buyer, DataClass.Commercial)] long? PriceFen);
}
