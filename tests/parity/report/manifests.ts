// A Deployment before and after it is made by another chart.

export const deploymentBefore: string = `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/controller: sonarr
    app.kubernetes.io/name: sonarr
  name: sonarr
  namespace: media
spec:
  replicas: 1
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app.kubernetes.io/controller: sonarr
      app.kubernetes.io/name: sonarr
  strategy:
    type: Recreate
  template:
    metadata:
      labels:
        app.kubernetes.io/controller: sonarr
        app.kubernetes.io/name: sonarr
    spec:
      containers:
      - env:
        - name: TZ
          value: Europe/Amsterdam
        - name: SONARR__LOG__LEVEL
          value: info
        image: ghcr.io/example/sonarr:4.0.14
        name: app
        ports:
        - containerPort: 8989
          name: http
        resources:
          limits:
            memory: 1024Mi
          requests:
            cpu: 100m
`;

export const deploymentAfter: string = `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/controller: main
    app.kubernetes.io/name: sonarr
  name: sonarr
  namespace: media
spec:
  replicas: 1
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app.kubernetes.io/controller: main
      app.kubernetes.io/name: sonarr
  strategy:
    type: Recreate
  template:
    metadata:
      labels:
        app.kubernetes.io/controller: main
        app.kubernetes.io/name: sonarr
    spec:
      containers:
      - env:
        - name: SONARR__LOG__LEVEL
          value: debug
        - name: TZ
          value: Europe/Amsterdam
        image: docker.io/example/sonarr:4.0.14
        name: app
        ports:
        - containerPort: 8989
          name: http
        resources:
          limits:
            memory: 1Gi
          requests:
            cpu: 100m
      serviceAccountName: default
`;
