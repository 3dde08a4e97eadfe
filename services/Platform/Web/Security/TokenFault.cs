using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Platform.Web;

/// <summary>Why a request counts as unauthenticated.</summary>
sealed record TokenFault(Refusal Refusal)
{
    public static TokenFault Missing { get; } = new(new Refusal(
        401, "token_missing", "请先登录：请求缺少 Authorization: Bearer 令牌。", "Sign in first: the request has no Authorization: Bearer token."));

    public static TokenFault Expired { get; } = new(new Refusal(
        401, "token_expired", "登录已过期，请重新获取令牌。", "The token has expired; get a new one."));

    public static TokenFault Invalid { get; } = new(new Refusal(
        401, "token_invalid", "令牌无效（签名、签发者、受众或内容不符），请重新获取令牌。",
        "The token is not valid here (signature, issuer, audience or content); get a new one."));

    public static TokenFault TooLong { get; } = new(new Refusal(
        401, "token_too_long", "令牌有效期过长，请获取有效期较短的令牌。", "The token is valid for too long; get one that ends sooner."));

    public static Refusal IssuerAway { get; } = new(
        503, "issuer_unavailable", "暂时无法核验登录，请稍后重试。", "Tokens can't be checked at the moment; try again in a while.")
    { RetryAfterSeconds = 5 };

    public static TokenFault Of(Exception failure) => failure is SecurityTokenExpiredException ? Expired : Invalid;
}
