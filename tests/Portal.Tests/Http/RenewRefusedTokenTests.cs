using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Xunit;

namespace Marketplace.Portal.Tests.Http;

/// <summary>A token that a service does not take any more, such as one signed with a key that the issuer has given up.</summary>
public sealed class RenewRefusedTokenTests : IDisposable
{
    readonly Issuer _issuer = new();
    readonly Service _service = new();
    readonly Session _session;
    readonly HttpClient _client;

    public RenewRefusedTokenTests()
    {
        var options = new OpenIdConnectOptions
        {
            Backchannel = new HttpClient(_issuer),
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                new OpenIdConnectConfiguration { TokenEndpoint = "https://issuer.example/token" }),
        };
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IOptionsMonitor<OpenIdConnectOptions>>(new Configured(options));
        _session = Session.Of(Ticket());
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        context.Features.Set(_session);
        _client = new HttpClient(new RenewRefusedToken(new HttpContextAccessor { HttpContext = context }) { InnerHandler = _service })
        {
            BaseAddress = new Uri("https://service.example"),
        };
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_refused_is_sent_again_as_it_was_with_a_renewed_token()
    {
        using var answer = await SendAsync("old");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("new 1", _session.AccessToken);
        Assert.Equal([("old", """{"weight":"12.5"}"""), ("new 1", """{"weight":"12.5"}""")], _service.Heard);
        Assert.False(_session.IsOver);
    }

    [Fact]
    public async Task A_file_that_was_refused_is_sent_again_from_its_beginning()
    {
        await using var file = new MemoryStream("姓名,工号"u8.ToArray());
        using var content = new StreamContent(file);

        using var answer = await SendAsync("old", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([("old", "姓名,工号"), ("new 1", "姓名,工号")], _service.Heard);
    }

    [Fact]
    public async Task Many_that_are_refused_at_once_renew_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync("old")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, _issuer.Asked);
        Assert.Equal(40, _service.Heard.Count);
    }

    [Fact]
    public async Task A_service_that_takes_no_token_at_all_is_asked_twice_and_no_more()
    {
        _service.Takes = _ => false;

        using var answer = await SendAsync("old");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["old", "new 1"], _service.Heard.Select(heard => heard.Token));
        Assert.False(_session.IsOver);
    }

    [Fact]
    public async Task Where_the_issuer_renews_no_more_the_refusal_is_told_and_the_session_is_over()
    {
        _issuer.Refuses = true;

        using var answer = await SendAsync("old");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True(_session.IsOver);
        Assert.Single(_service.Heard);
    }

    async Task<HttpResponseMessage> SendAsync(string token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logistics/intakes")
        {
            Content = content ?? JsonContent.Create(new { weight = "12.5" }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        return await _client.SendAsync(request, Ct);
    }

    static AuthenticationTicket Ticket()
    {
        var properties = new AuthenticationProperties();
        properties.StoreTokens(
        [
            new AuthenticationToken { Name = "access_token", Value = "old" },
            new AuthenticationToken { Name = "refresh_token", Value = "refresh" },
        ]);
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("test")), properties, Session.Scheme);
    }

    public void Dispose()
    {
        _client.Dispose();
        _issuer.Dispose();
        _service.Dispose();
    }

    sealed class Service : HttpMessageHandler
    {
        public ConcurrentQueue<(string Token, string Body)> Heard { get; } = [];

        public Func<string, bool> Takes { get; set; } = token => token != "old";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var token = request.Headers.Authorization!.Parameter!;
            // As a connection reads it, which keeps nothing for the next time.
            using var body = new MemoryStream();
            await request.Content!.CopyToAsync(body, cancellationToken);
            Heard.Enqueue((token, Encoding.UTF8.GetString(body.ToArray())));
            return new HttpResponseMessage(Takes(token) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }

    sealed class Issuer : HttpMessageHandler
    {
        int _asked;

        public int Asked => _asked;

        public bool Refuses { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var count = Interlocked.Increment(ref _asked);
            return Task.FromResult(new HttpResponseMessage(Refuses ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $$"""{"access_token":"new {{count}}","refresh_token":"refresh {{count}}","expires_in":"600"}""",
                    Encoding.UTF8, "application/json"),
            });
        }
    }

    sealed class Configured(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
