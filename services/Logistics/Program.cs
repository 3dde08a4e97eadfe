using Marketplace.Contracts;
using Marketplace.Logistics;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, LogisticsService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddLogistics();
return await host.RunAsync(app => app.MapLogistics());
